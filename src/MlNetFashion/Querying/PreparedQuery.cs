using MlNetFashion.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>A query that is ready to be answered, drawn or explained: understood, seen, embedded and composed, each once. Immutable.</summary>
/// <remarks>Everything that shows or judges an answer takes it from here. What it holds depends on the <see cref="SearchOptions"/> that it was prepared for:
/// what is not needed is not computed.</remarks>
public sealed class PreparedQuery
{
    internal PreparedQuery(FashionQuery query,
        UnderstoodQuery? understood, IReadOnlyList<IReadOnlyList<SeenAttribute>> seen, ReadOnlyMemory<float> imageEmbedding,
        IReadOnlyList<WantedGarment> wanted) =>
        (Query, Understood, Seen, ImageEmbedding, Wanted) = (query, understood, seen, imageEmbedding, wanted);

    /// <summary>The query as it was asked.</summary>
    public FashionQuery Query { get; }

    /// <summary>What was read out of its words; null where there are none, or they are taken literally.</summary>
    public UnderstoodQuery? Understood { get; }

    /// <summary>What each of its pictures shows, in their order; nothing of a picture that was not read.</summary>
    public IReadOnlyList<IReadOnlyList<SeenAttribute>> Seen { get; }

    /// <summary>Its pictures as one embedding of D numbers, unit length; empty where none is shown or it was not needed.</summary>
    public ReadOnlyMemory<float> ImageEmbedding { get; }

    /// <summary>The garments that are asked for, one or more: two for "jeans and a white shirt".</summary>
    public IReadOnlyList<WantedGarment> Wanted { get; }

    /// <summary>The pictures that were drawn of it: the best of each garment first,
    /// then the second of each, and so on. As many as <see cref="SearchOptions.Pictures"/> says.</summary>
    public IReadOnlyList<DrawnPicture> Pictures => field ??=
    [
        .. Enumerable.Range(0, Wanted.Max(garment => garment.Pictures.Count))
            .SelectMany(place => Wanted.Where(garment => place < garment.Pictures.Count).Select(garment => garment.Pictures[place])),
    ];
}
