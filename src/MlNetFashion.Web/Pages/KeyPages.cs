using Microsoft.AspNetCore.Http.HttpResults;

namespace MlNetFashion.Web;

/// <summary>Where people say the key.</summary>
static class KeyPages
{
    public static void MapKeyPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(KeyGate.Page, () => new RazorComponentResult<KeyPage>());
        pages.MapPost(KeyGate.Page, async (HttpContext context, PageForms forms, KeyGate gate) =>
        {
            PageForm form = await forms.ReadAsync(context);
            if (!gate.Opens(form.Text("key")))
                return (IResult)new RazorComponentResult<KeyPage>(new { IsWrong = true }) { StatusCode = StatusCodes.Status401Unauthorized };
            gate.LetIn(context);
            return Results.LocalRedirect("/");
        });
    }
}
