using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary><c>/api/items/{id}</c>: an item, and its picture.</summary>
static class ItemsApi
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/items/{id}", (string id, ShopCatalogue catalogue) => catalogue.Use((_, index) =>
                Json.Of(ItemLine.Of(index.Item(Position(index, id)), index.HasThumbnails))))
            .Says("Item", "An item of the catalogue.", []).Answers<ItemLine>();
        api.MapGet("/items/{id}/picture", (string id, HttpContext context, ItemPictures pictures, ShopCatalogue catalogue) =>
                catalogue.Use((_, index) => pictures.Of(index, Position(index, id))) is { } picture
                    ? Picture(context, picture) : throw new RefusedException(404, "The catalogue keeps no picture of this item."))
            .Says("ItemPicture", "The picture of an item.", []).Produces(200, contentType: "image/png");
    }

    // A slash within an id comes as it was escaped.
    static int Position(EmbeddingIndex index, string id)
    {
        id = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return index.PositionOf(id) is >= 0 and var position ? position
            : throw new RefusedException(404, $"There is no item \"{(id.Length <= 60 ? id : $"{id[..60]}…")}\".");
    }

    static IResult Picture(HttpContext context, ItemPicture picture)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(picture.Png, "image/png", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{picture.Tag}\""));
    }
}
