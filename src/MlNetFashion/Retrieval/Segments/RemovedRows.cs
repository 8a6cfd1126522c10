namespace MlNetFashion.Retrieval;

/// <summary>What the manifest knows of a segment's rows that are no items any more.</summary>
/// <param name="Name">Eight hexadecimal digits, with which the name of its file begins: another one each time rows are removed.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Rows">A bit a row, the lowest of a byte first.</param>
sealed record RemovedRows(string Name, int Count, IndexSection Rows);
