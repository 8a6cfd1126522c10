using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>Pictures to embeddings: the image encoder as an indexer sees it.</summary>
/// <param name="letterboxed">N pictures as <see cref="Images.ImagePreprocessing.Letterbox"/> makes them, 1 or more.</param>
/// <returns>N × D numbers, row after row, each row of unit length.</returns>
delegate ReadOnlyMemory<float> EmbedPictures(IReadOnlyList<RgbImage> letterboxed);
