namespace MlNetFashion.Batch;

/// <summary>What a plan holds, in its file <c>totals.json</c>.</summary>
/// <param name="Items">Items of the catalogue.</param>
/// <param name="Shards">For each part, how many photos are to be got; parts are numbered from 1.</param>
/// <param name="LeftOut">What reading the catalogue left out, by reason.</param>
/// <param name="Notes">What a person should know of how it was read.</param>
/// <param name="Stamp">What the items were made of, beside photos (<see cref="SourceStamp.AllButPhotos"/>); null where that can change unseen.</param>
sealed record PlanTotals(
    long Items, IReadOnlyList<long> Shards, IReadOnlyDictionary<string, long> LeftOut, IReadOnlyList<string> Notes, string? Stamp = null);
