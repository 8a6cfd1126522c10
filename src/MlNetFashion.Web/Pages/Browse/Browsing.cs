using MlNetFashion.Catalogues;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>Looks at a part of the catalogue.</summary>
static class Browsing
{
    const int OnAPage = 24, MostFacets = 8, MostDistinct = 500;

    /// <summary>What an address asks for.</summary>
    /// <exception cref="ArgumentException">It names an attribute that there is not.</exception>
    public static BrowseView Look(FashionPipeline pipeline, EmbeddingIndex index, BrowseRequest asked)
    {
        AttributeFilter? where = asked.Filter();
        AttributeFacet[] all = [.. Columns(index).SelectMany(name => index.Facets([name], asked.Filter(except: name)))];
        AttributeFacet[] facets = [.. all.Where(facet => facet.Values.Count is > 1 and <= MostDistinct && facet.Numbers is null || asked.Chosen
            .Any(chosen => chosen.StartsWith($"{facet.Name}:", StringComparison.OrdinalIgnoreCase))).Take(MostFacets)];
        string[] sorts = [.. all.Where(facet => facet.Numbers is not null).Select(facet => facet.Name)];
        int skip = (asked.Page - 1) * OnAPage;
        // One more than is shown, to know whether there is another page.
        var options = new SearchOptions
        {
            Top = OnAPage + 1,
            Skip = skip,
            Where = where,
            Boosts = asked.Sort is { } sort ? [AttributeBoost.Parse(sort)] : [],
            GroupVariants = asked.Groups,
        };
        IReadOnlyList<Neighbour> found = asked.Text is { } text ? pipeline.Ask(new FashionQuery(text), index, options).Neighbours
            : index.List(where, options.Boosts, OnAPage + 1, skip);
        int? total = asked.Text is not null ? null : where?.Passes(index).Count(passes => passes) ?? index.Count;
        return new BrowseView(asked, [.. found.Take(OnAPage).Select(one => (one.Item, one.Colours, one.Variants.Count))], total, facets, sorts,
            found.Count > OnAPage, [.. where?.Notes(index) ?? []]);
    }

    // What attributes tell comes first, in the order in which people ask for it. Nobody chooses among names of files.
    static IEnumerable<string> Columns(EmbeddingIndex index) =>
        index.Roles.OrderBy(role => role.Role).Select(role => role.Column).Concat(index.AttributeNames)
            .Except(index.Roles.Where(role => role.Role is ColumnRole.Id or ColumnRole.Picture).Select(role => role.Column), StringComparer.OrdinalIgnoreCase)
            .Take(20);
}
