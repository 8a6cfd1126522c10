namespace MlNetFashion.Retrieval;

/// <summary>Items that follow each other in a segment: the places <paramref name="From"/> to <paramref name="To"/> (exclusive) of its live rows.</summary>
readonly record struct RowBlock(int Segment, int From, int To);
