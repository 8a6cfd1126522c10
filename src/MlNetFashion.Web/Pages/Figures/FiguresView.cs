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
/// <param name="Texts">The words of its queries, by id; empty where nobody named the file of queries.</param>
public sealed partial record FiguresView(IReadOnlyList<ModelFile> Models, IndexDescription Index, int Count, RetrievalRun? Run, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>What a model reached, in words: "product title recall@10" of ProductTitleRecall10. What else a training counts has small letters.</summary>
    public static IReadOnlyList<(string Name, double Value)> Reached(ModelFile model) =>
        [.. model.Metrics.Where(metric => char.IsUpper(metric.Key[0])).Take(8).Select(metric => (Words(metric.Key), metric.Value))];

    /// <summary>The queries that were answered worst, those whose first right item is furthest.</summary>
    public IEnumerable<RunQuery> Worst => Run is null ? [] : Run.Queries.OrderByDescending(First).ThenBy(query => query.Id, StringComparer.Ordinal).Take(20);

    static string Words(string name) => Number().Replace(Capital().Replace(name, " $0").Trim().ToLowerInvariant(), "@$0");

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Number();

    // Past all places where none was found.
    static int First(RunQuery query) => query.Score.FirstRank ?? int.MaxValue;
}
