using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary><c>/api/embed</c>: words and pictures as the numbers that are compared.</summary>
static class EmbedApi
{
    static readonly RequestField s_texts = SearchFields.Text with { IsList = true, Description = "A text; up to 100 of them." };
    static readonly RequestField[] s_words = [s_texts], s_body = [s_texts, SearchFields.Image];

    public static void MapEmbed(this IEndpointRouteBuilder api)
    {
        api.MapGet("/embed", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
                AnswerAsync(RequestReader.OfQueryString(request, s_words), work, cancellation))
            .Says("Embed", "Text embeddings.", s_words).Answers<EmbeddedLine>();
        api.MapPost("/embed", async (HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation) =>
                await AnswerAsync(await reader.OfBodyAsync(request, s_body), work, cancellation))
            .Says("EmbedPicture", "Embeddings of texts and of a picture.", body: s_body).Answers<EmbeddedLine>();
    }

    static async Task<IResult> AnswerAsync(RequestFields fields, ShopWork work, CancellationToken cancellation)
    {
        IReadOnlyList<string> texts = fields.List(s_texts);
        if (texts.Count == 0 && fields.Picture is null)
            throw new RefusedException(400, "There is neither text nor picture to embed. Send q, image, or both.");
        RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
        return await work.SearchAsync((pipeline, _) =>
        {
            int dimension = pipeline.Models.TextDimension;
            return Json.Of(new EmbeddedLine(dimension, [.. texts.Count == 0 ? [] : pipeline.EmbedTexts(texts).Chunk(dimension)],
                picture is null ? null : pipeline.EmbedImages([picture])));
        }, cancellation);
    }
}
