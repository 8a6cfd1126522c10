namespace MlNetFashion.Stores;

/// <summary>A part of a stored catalogue.</summary>
/// <param name="Tag">What its keys have between braces, so that one node has them all; PostgreSQL's table.</param>
/// <param name="Count">Its items.</param>
sealed record StoredShard(string Tag, int Count);
