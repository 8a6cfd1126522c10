namespace MlNetFashion.Web;

/// <summary>Embeddings.</summary>
/// <param name="Dimension">D, the numbers of one.</param>
/// <param name="Texts">One for each text, in their order, of unit length; of a text without words all 0.</param>
/// <param name="Image">Of the picture; null where none was sent.</param>
sealed record EmbeddedLine(int Dimension, IReadOnlyList<IReadOnlyList<float>> Texts, IReadOnlyList<float>? Image);
