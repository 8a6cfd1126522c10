namespace MlNetFashion.Batch;

/// <summary>How many shards of a run are in which state.</summary>
readonly record struct ShardCounts(int Done, int UnderWay, int Waiting, int Aside);
