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
sealed record FiguresView(IReadOnlyList<ModelFile> Models, IndexDescription Index, int Count, RetrievalRun? Run, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The queries that were answered worst, those whose first right item is furthest.</summary>
    public IEnumerable<RunQuery> Worst => Run is null ? [] : Run.Queries.OrderByDescending(First).ThenBy(query => query.Id, StringComparer.Ordinal).Take(20);

    /// <summary>The place of the first right item; past all places where none was found.</summary>
    public static int First(RunQuery query) => query.Score.Ranks is [var first, ..] ? first : int.MaxValue;
}
