namespace MlNetFashion.Stores;

/// <summary>Items that a store found.</summary>
/// <param name="Items">Each once, in no order.</param>
/// <param name="Missing">The parts that did not answer; empty where all did.</param>
public sealed record StoreCandidates(IReadOnlyList<StoredItem> Items, IReadOnlyList<MissingShard> Missing);
