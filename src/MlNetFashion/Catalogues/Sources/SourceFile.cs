namespace MlNetFashion.Catalogues;

/// <summary>A file of a folder or archive.</summary>
/// <param name="Source">The folder or archive, as it was named.</param>
/// <param name="Name">Its path within the source: parts separated by <c>/</c>, none of them empty, <c>.</c> or <c>..</c>, no control characters.</param>
/// <param name="Bytes">What it holds; at least one byte.</param>
readonly record struct SourceFile(string Source, string Name, byte[] Bytes);
