using MlNetFashion.Models;

namespace MlNetFashion.Querying;

/// <summary>Embeddings of texts, each computed once, all of them together.</summary>
sealed class EmbeddedTexts
{
    readonly int _dimension;
    readonly float[] _embeddings;
    readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);

    public EmbeddedTexts(FashionEncoders encoders, int dimension, IReadOnlyList<string> texts)
    {
        _dimension = dimension;
        foreach (string text in texts)
            _rows.TryAdd(text, _rows.Count);
        _embeddings = encoders.EmbedTexts([.. _rows.Keys]);
    }

    /// <summary>The embedding of one of them; of null, and of what was not asked for, none.</summary>
    public ReadOnlyMemory<float> this[string? text] =>
        text is not null && _rows.TryGetValue(text, out int row) ? _embeddings.AsMemory(row * _dimension, _dimension) : default;

    /// <summary>The same, as the query composer reads it.</summary>
    /// <exception cref="InvalidDataException">The text encoder gives embeddings of another length.</exception>
    public ReadOnlyMemory<float> Composable(string text) => _dimension == Columns.EmbeddingDimension ? this[text] : throw new InvalidDataException(
        $"The text encoder gives embeddings of {_dimension} numbers, but the query composer reads {Columns.EmbeddingDimension}. "
            + "Embed texts alone with it, or use models that were trained together.");
}
