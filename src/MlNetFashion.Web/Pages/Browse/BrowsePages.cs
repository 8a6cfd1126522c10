using Microsoft.AspNetCore.Http.HttpResults;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>The Browse tab, and the page of an item.</summary>
static class BrowsePages
{
    const int Alike = 12;

    public static void MapBrowsePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/browse", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
        {
            BrowseRequest asked = BrowseRequest.Of(request);
            return work.SearchAsync((pipeline, index) =>
                new RazorComponentResult<BrowsePage>(new { View = Browsing.Look(pipeline, index, asked) }), cancellation);
        });
        pages.MapGet("/item", (string id, ShopWork work, CancellationToken cancellation) => work.SearchAsync((_, index) =>
        {
            int row = index.PositionOf(id);
            if (row < 0)
                throw new RefusedException(404, "This item is not in the catalogue.");
            Neighbour[] alike = [.. index.Search(index.Embedding(row), Alike + 1).Where(found => found.Position != row).Take(Alike)];
            return new RazorComponentResult<ItemPage>(new { Item = index.Item(row), Alike = (IReadOnlyList<Neighbour>)alike });
        }, cancellation));
    }
}
