using MlNetFashion.Answers;
using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Web;

/// <summary><c>/api/understand</c>: what is read out of words and seen in a picture.</summary>
static class UnderstandApi
{
    static readonly RequestField[] s_words = [SearchFields.Text], s_body = [SearchFields.Text, SearchFields.Image];

    public static void MapUnderstand(this IEndpointRouteBuilder api)
    {
        api.MapGet("/understand", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
                AnswerAsync(RequestReader.OfQueryString(request, s_words), work, cancellation))
            .Says("Understand", "What is read out of a request.", s_words).Answers<UnderstoodLine>();
        api.MapPost("/understand", async (HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation) =>
                await AnswerAsync(await reader.OfBodyAsync(request, s_body), work, cancellation))
            .Says("UnderstandPicture", "What is read out of a request, and what a picture shows.", body: s_body).Answers<UnderstoodLine>();
    }

    static async Task<IResult> AnswerAsync(RequestFields fields, ShopWork work, CancellationToken cancellation)
    {
        if (fields.Text(SearchFields.Text) is null && fields.Picture is null)
            throw new RefusedException(400, "There is neither text nor picture. Say what you look for (q), send a picture (image), or do both.");
        RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
        return await work.SearchAsync((pipeline, _) => Json.Of(UnderstoodLine.Of(pipeline.Understanding.Read(fields.Text(SearchFields.Text))) with
        {
            Seen = picture is null ? null : Seen(pipeline, picture),
        }), cancellation);
    }

    static SeenValue[] Seen(FashionPipeline pipeline, RgbImage picture) => !pipeline.Models.Has(ModelRole.AttributeReader) ? []
        : [.. pipeline.ReadPictures(pipeline.EmbedImages([picture]))[0].Select(SeenValue.Of)];
}
