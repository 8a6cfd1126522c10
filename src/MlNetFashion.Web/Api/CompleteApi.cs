using MlNetFashion.Answers;

namespace MlNetFashion.Web;

/// <summary><c>/api/complete</c>: how a request that is being typed may go on.</summary>
static class CompleteApi
{
    static readonly RequestField[] s_fields =
        [SearchFields.Text, SearchFields.Top with { Description = "How many completions, 1 to 50. The default is 8." }];

    public static void MapComplete(this IEndpointRouteBuilder api) =>
        api.MapGet("/complete", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
        {
            RequestFields fields = RequestReader.OfQueryString(request, s_fields);
            string typed = fields.Text(SearchFields.Text) ?? throw new RefusedException(400, "Nothing is typed yet: send q.");
            int top = fields.Number(SearchFields.Top, 8, 1, 50);
            return work.SearchAsync((pipeline, index) => Json.Of<IReadOnlyList<CompletionLine>>(
                [.. pipeline.Complete(typed, index, top).Select(found => new CompletionLine(found.Text, found.Items))]), cancellation);
        }).Says("Complete", "Complete what is being typed, those with the most items first.", s_fields).Answers<IReadOnlyList<CompletionLine>>();
}
