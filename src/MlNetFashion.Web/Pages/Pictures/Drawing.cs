using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary>Pictures that can be drawn: of what, how many, and what came of it.</summary>
/// <param name="Query">What is drawn.</param>
/// <param name="Count">How many pictures.</param>
/// <param name="To">Where the way leads; null for pictures of <paramref name="Query"/> alone.</param>
sealed record Drawing(FashionQuery Query, int Count, FashionQuery? To = null)
{
    /// <summary>Held while it is drawn, so that it is drawn once.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The pictures as PNG; null until somebody looks at them.</summary>
    public byte[][]? Drawn { get; set; }
}
