using Microsoft.AspNetCore.Http.HttpResults;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Web;

/// <summary>The tab "How good".</summary>
static class FiguresPages
{
    public static void MapFiguresPages(this IEndpointRouteBuilder pages, ServeOptions options)
    {
        RetrievalRun? run = options.Evaluation is { } path ? RetrievalRun.Load(path) : null;
        Dictionary<string, RetrievalQuery> asked = run is null || options.Queries is not { } queries ? []
            : RetrievalQueryFile.Read(queries).ToDictionary(query => query.Id);
        pages.MapGet("/how-good", (ShopCatalogue catalogue) => catalogue.Use((pipeline, index) =>
            new RazorComponentResult<HowGoodPage>(new
            {
                View = new FiguresView(pipeline.Models.Manifest.Models, index.Description, index.Count, run,
                    FiguresView.WorstOf(run, id => asked.GetValueOrDefault(id), id => index.PositionOf(id) >= 0)),
            })));
    }
}
