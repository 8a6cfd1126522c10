namespace MlNetFashion.Web;

/// <summary>Drawn pictures.</summary>
/// <param name="Count">How many.</param>
/// <param name="Pictures">The one that fits best first; of a way from one query to another, in its order.</param>
sealed record DrawnLine(int Count, IReadOnlyList<DrawnImage> Pictures);
