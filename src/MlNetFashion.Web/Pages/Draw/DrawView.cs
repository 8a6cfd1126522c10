namespace MlNetFashion.Web;

/// <summary>What the Draw tab shows.</summary>
/// <param name="Said">The words; null before anything was asked.</param>
/// <param name="To">Where the way leads; null where there is none.</param>
/// <param name="Shown">The name of the picture that was shown; null for none.</param>
/// <param name="Drawing">The name of the pictures; null where there are none.</param>
/// <param name="Count">How many.</param>
/// <param name="CanDraw">Whether there is a generator.</param>
public sealed record DrawView(string? Said, string? To, string? Shown, string? Drawing, int Count, bool CanDraw);
