using Microsoft.AspNetCore.Http.HttpResults;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary>The Draw tab, and the drawn and shown pictures of all tabs.</summary>
static class DrawPages
{
    const int Pictures = 8, Steps = 9;

    public static void MapDrawPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/draw", (string? q, string? to, ShopCatalogue catalogue, DrawnPictures drawn) =>
            Page(catalogue, q is null ? null : new FashionQuery(Short(q)), Short(to), null, drawn));
        pages.MapPost("/draw", DrawAsync);
        pages.MapGet("/drawn/{key}/{number:int}.png",
            async (string key, int number, HttpContext context, DrawnPictures drawn, CancellationToken cancellation) =>
                Picture(context, await drawn.GetAsync(key, number, cancellation)));
        pages.MapGet("/shown/{key}.png", (string key, HttpContext context, ShownPictures shown) => Picture(context, shown.Get(key)));
    }

    static async Task<IResult> DrawAsync(
        HttpContext context, PageForms forms, ShopCatalogue catalogue, DrawnPictures drawn, ShownPictures shown, CancellationToken cancellation)
    {
        PageForm form = await forms.ReadAsync(context);
        RgbImage? picture = await forms.PictureAsync(form, cancellation);
        string? said = form.Text("said"), to = form.Text("to");
        if (said is null && picture is null)
            return Results.LocalRedirect("/draw");
        // Words alone have an address, which can be loaded again and sent to others.
        if (picture is null)
            return Results.LocalRedirect($"/draw?q={Uri.EscapeDataString(said!)}{(to is null ? "" : $"&to={Uri.EscapeDataString(to)}")}");
        return Page(catalogue, new FashionQuery(said, picture), to, shown.Keep(picture), drawn);
    }

    static RazorComponentResult<DrawPage> Page(ShopCatalogue catalogue, FashionQuery? query, string? to, string? shown, DrawnPictures drawn)
    {
        Drawing? drawing = query is null ? null
            : string.IsNullOrWhiteSpace(to) ? new Drawing(query, Pictures) : new Drawing(query, Steps, FashionQuery.Of(to, query.Images));
        return new RazorComponentResult<DrawPage>(new
        {
            View = new DrawView(query?.Text, drawing?.To is null ? null : to, shown, drawing is null ? null : drawn.Name(drawing), drawing?.Count ?? 0,
                catalogue.Pipeline.Models.Has(ModelRole.Generator)),
        });
    }

    static string? Short(string? text) => text?.Length > RequestFields.LongestText
        ? throw new RefusedException(400, $"That is longer than {RequestFields.LongestText:N0} characters. Say it in fewer words.") : text;

    // A name stands for one picture for ever.
    static IResult Picture(HttpContext context, byte[] png)
    {
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return Results.Bytes(png, "image/png");
    }
}
