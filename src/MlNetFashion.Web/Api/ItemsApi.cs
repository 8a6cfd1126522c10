using Microsoft.OpenApi;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary><c>/api/items/{id}</c>: an item, and its picture.</summary>
static class ItemsApi
{
    // How long a browser shows a picture without asking whether it is still the same.
    const int UsualSeconds = 3600, SoonSeconds = 20;

    static readonly RequestField s_large = new("large", JsonSchemaType.Boolean, "Whether it is looked at alone: up to 960 pixels, not 384.");

    static readonly RequestField[] s_picture = [s_large];

    public static void MapItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/items/{id}", (string id, ShopCatalogue catalogue, ItemPictures pictures) => catalogue.Use((_, index) =>
                Json.Of(ItemLine.Of(index.Item(Position(index, id)), pictures.Has(index)))))
            .Says("Item", "An item of the catalogue.", []).Answers<ItemLine>();
        api.MapGet("/items/{id}/picture", async (string id, HttpContext context, ItemPictures pictures, ShopCatalogue catalogue, CancellationToken cancellation) =>
            {
                bool isLarge = RequestReader.OfQueryString(context.Request, s_picture).Flag(s_large);
                ItemPicture picture = await catalogue.UseAsync(index => pictures.GetAsync(index, Position(index, id), isLarge, cancellation))
                    ?? throw new RefusedException(404, "The catalogue keeps no picture of this item.");
                return Picture(context, picture, pictures.MayChange ? SoonSeconds : UsualSeconds);
            })
            .Says("ItemPicture", "The picture of an item.", s_picture).Produces(200, responseType: null, "image/png", "image/jpeg");
    }

    // A slash within an id comes as it was escaped.
    static int Position(EmbeddingIndex index, string id)
    {
        id = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return index.PositionOf(id) is >= 0 and var position ? position
            : throw new RefusedException(404, $"There is no item \"{(id.Length <= 60 ? id : $"{id[..60]}…")}\".");
    }

    static IResult Picture(HttpContext context, ItemPicture picture, int seconds)
    {
        context.Response.Headers.CacheControl = $"private, max-age={seconds}";
        return Results.Bytes(picture.Bytes, picture.Type, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{picture.Tag}\""));
    }
}
