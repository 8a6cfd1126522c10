namespace MlNetFashion.Stores;

/// <summary>What a shard of Garnet said to several query vectors.</summary>
/// <param name="Found">For each vector those near to it.</param>
/// <param name="Reason">Why there is nothing, in a sentence; null where it answered.</param>
/// <param name="Lost">Whether the shard's node answers, but has nothing of it.</param>
sealed record ShardAnswer(IReadOnlyList<(int Vector, string Id, double Distance)> Found, string? Reason = null, bool Lost = false);
