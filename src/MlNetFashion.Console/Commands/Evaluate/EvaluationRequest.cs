using MlNetFashion.Querying;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion evaluate</c> was asked.</summary>
/// <param name="Search">How the index is searched.</param>
/// <param name="SearchedBy">The same for people: "fused, literal".</param>
/// <param name="Save">Where the run is kept, or null.</param>
/// <param name="Worst">Where the page of the worst queries goes, or null.</param>
/// <param name="WorstCount">The most queries on it.</param>
/// <param name="AllowTrainingItems">Measure even on what the models learned from.</param>
/// <param name="Json">Print JSON.</param>
/// <param name="Markdown">Print a Markdown table.</param>
sealed record EvaluationRequest(SearchOptions Search, string SearchedBy, string? Save, string? Worst, int WorstCount, bool AllowTrainingItems,
    bool Json, bool Markdown);
