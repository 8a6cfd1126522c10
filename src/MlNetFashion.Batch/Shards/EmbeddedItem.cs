using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>An item with all that an index needs of it: a row of a shard.</summary>
/// <param name="Position">Its place in the catalogue's order, 0 or more.</param>
/// <param name="Item">Id, title and attributes.</param>
/// <param name="PhotoSha256">SHA-256 of the photo's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Embedding">D numbers, unit length.</param>
/// <param name="Thumbnail">A small JPEG; empty where none is kept.</param>
sealed record EmbeddedItem(long Position, CatalogueItem Item, string PhotoSha256, ReadOnlyMemory<float> Embedding, byte[] Thumbnail);
