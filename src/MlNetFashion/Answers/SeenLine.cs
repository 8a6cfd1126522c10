using MlNetFashion.Models;

namespace MlNetFashion.Answers;

/// <summary>What a picture shows.</summary>
/// <param name="Image">The picture, as it was named.</param>
/// <param name="Seen">One value an attribute.</param>
sealed record SeenLine(string Image, IReadOnlyList<SeenValue> Seen)
{
    /// <summary>Of what was read.</summary>
    public static SeenLine Of(string image, IReadOnlyList<SeenAttribute> seen) => new(image, [.. seen.Select(SeenValue.Of)]);
}
