namespace MlNetFashion.Catalogues;

/// <summary>A file of a folder or archive.</summary>
/// <param name="Source">The folder or archive, as it was named.</param>
/// <param name="Name">Its path within the source: parts separated by <c>/</c>, none of them empty, <c>.</c> or <c>..</c>, no control characters.</param>
/// <param name="Bytes">What it holds; none where it was not read, because it is as it was when it was hashed.</param>
/// <param name="Sha256">Of the bytes, where a <see cref="SourceMemory"/> has it.</param>
readonly record struct SourceFile(string Source, string Name, byte[] Bytes, byte[]? Sha256 = null);
