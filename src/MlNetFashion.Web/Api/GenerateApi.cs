using Microsoft.OpenApi;
using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary><c>/api/generate</c>: pictures of what is asked for, as <c>fashion generate</c> draws them.</summary>
static class GenerateApi
{
    /// <summary>The most pictures of one request.</summary>
    public const int MostPictures = 16;

    static readonly RequestField
        Count = new("count", JsonSchemaType.Integer, $"How many pictures, 1 to {MostPictures}. The default is 4."),
        Seed = new("seed", JsonSchemaType.Integer, "The same seed gives the same pictures. The default is 1."),
        To = new("to", JsonSchemaType.String, "Draw the way from q to this, in count steps, 2 or more.");

    static readonly RequestField[] s_words = [SearchFields.Text, Count, Seed, To], s_body = [SearchFields.Text, SearchFields.Image, Count, Seed, To];

    public static void MapGenerate(this IEndpointRouteBuilder api)
    {
        api.MapGet("/generate", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
                AnswerAsync(RequestReader.OfQueryString(request, s_words), work, cancellation))
            .Says("Generate", "Draw what words mean.", s_words).Answers<DrawnLine>();
        api.MapPost("/generate", async (HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation) =>
                await AnswerAsync(await reader.OfBodyAsync(request, s_body), work, cancellation))
            .Says("GenerateFromPicture", "Draw what words, a picture, or a picture and words mean.", body: s_body).Answers<DrawnLine>();
    }

    static async Task<IResult> AnswerAsync(RequestFields fields, ShopWork work, CancellationToken cancellation)
    {
        int count = fields.Number(Count, 4, 1, MostPictures), seed = fields.Number(Seed, 1, int.MinValue, int.MaxValue);
        string? to = fields.Text(To);
        if (to is not null && count < 2)
            throw new RefusedException(400, "The way from one query to another has two ends: \"count\" is 2 or more.");
        RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
        var query = new FashionQuery(fields.Text(SearchFields.Text), picture);
        FashionQuery? end = to is null ? null : new FashionQuery(to, picture);
        return await work.DrawAsync(pipeline =>
        {
            DrawnImage[] drawn = end is not null
                ? [.. pipeline.Interpolate(query, end, count, seed).Select((image, place) => new DrawnImage(place, null, ImageCodec.EncodePng(image)))]
                : [.. pipeline.Draw(query, count, seed).Select(image => new DrawnImage(image.Number, image.Cosine, ImageCodec.EncodePng(image.Image)))];
            return Json.Of(new DrawnLine(drawn.Length, drawn));
        }, cancellation);
    }
}
