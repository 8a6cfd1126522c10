using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>Groups the variants of a product into one answer.</summary>
static class VariantGroups
{
    // Of ten answers, so many more are looked at first.
    const int Times = 4;

    /// <summary>The first groups of a ranking. Looks at more and more of it until there are enough.</summary>
    /// <param name="search">Gives so many of the best answers.</param>
    /// <param name="top">How many groups.</param>
    /// <param name="most">How many items there are.</param>
    /// <param name="variants">Tells which are of one product.</param>
    public static Neighbour[] Find(Func<int, Neighbour[]> search, int top, int most, VariantKeys variants)
    {
        for (long depth = (long)top * Times; ; depth *= Times)
        {
            Neighbour[] ranking = search((int)Math.Min(depth, most));
            Neighbour[] groups = Group(ranking, variants);
            if (groups.Length >= top || ranking.Length < depth)
                return [.. groups.Take(top)];
        }
    }

    static Neighbour[] Group(Neighbour[] ranking, VariantKeys variants) =>
    [
        .. ranking.GroupBy(found => variants.Of(found.Position) ?? found.Id).Select(group => group.First() with
        {
            Variants = [.. group.Skip(1)],
            Colours = [.. group.SelectMany(found => found.Alike.Prepend(found)).Select(found => variants.Colour(found.Position))
                .Where(colour => colour.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
        }),
    ];
}
