using System.Text.RegularExpressions;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>What the tab "How good" shows.</summary>
/// <param name="Models">The models and what their makers say of them.</param>
/// <param name="Index">How the index was made.</param>
/// <param name="Count">How many items it has.</param>
/// <param name="Run">The last evaluation; null for none.</param>
/// <param name="Worst">The queries that it answered worst, those whose first right item is furthest; empty where there is none.</param>
public sealed partial record FiguresView(IReadOnlyList<ModelFile> Models, IndexDescription Index, int Count, RetrievalRun? Run, IReadOnlyList<WorstQuery> Worst)
{
    // Else all would be of the kind that is hardest.
    const int MostOfOneKind = 6, MostRight = 4;

    /// <summary>What a model reached, in words: "product title recall@10" of ProductTitleRecall10. What else a training counts has small letters.</summary>
    public static IReadOnlyList<(string Name, double Value)> Reached(ModelFile model) =>
        [.. model.Metrics.Where(metric => char.IsUpper(metric.Key[0])).Take(8).Select(metric => (Words(metric.Key), metric.Value))];

    /// <summary>The queries that a run answered worst, of each kind some.</summary>
    /// <param name="run">The run; null for none.</param>
    /// <param name="asked">What a query asks, by its id; null where nobody knows.</param>
    /// <param name="isThere">Whether the index has an item.</param>
    public static IReadOnlyList<WorstQuery> WorstOf(RetrievalRun? run, Func<string, RetrievalQuery?> asked, Func<string, bool> isThere) => run is null ? []
        : [.. run.Queries.Where(query => query.Score.FirstRank != 1).GroupBy(query => query.Kind)
            .SelectMany(kind => kind.OrderByDescending(First).ThenBy(query => query.Id, StringComparer.Ordinal).Take(MostOfOneKind))
            .OrderByDescending(First).Select(query => Known(query, asked(query.Id), isThere))];

    static WorstQuery Known(RunQuery query, RetrievalQuery? asked, Func<string, bool> isThere) => asked is null ? new(query, null, null, false, [])
        : new(query, asked.Text, asked.Reference is { } reference && isThere(reference) ? reference : null, asked.Image is not null,
            [.. asked.Relevant.Where(isThere).Take(MostRight)]);

    static string Words(string name) => Number().Replace(Capital().Replace(name, " $0").Trim().ToLowerInvariant(), "@$0");

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Number();

    // Past all places where none was found.
    static int First(RunQuery query) => query.Score.FirstRank ?? int.MaxValue;
}
