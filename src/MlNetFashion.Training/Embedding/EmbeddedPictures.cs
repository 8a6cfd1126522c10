using MlNetFashion.Training.Data;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Pictures that were embedded once, by an image encoder that stays as it is, for what is trained against them.</summary>
sealed class EmbeddedPictures : IDisposable
{
    readonly Tensor _embeddings;
    readonly double _noise;
    readonly Dictionary<TrainingItem, int> _rows = new(ReferenceEqualityComparer.Instance);

    /// <summary>Takes embeddings.</summary>
    /// <param name="items">The items that are shown.</param>
    /// <param name="embeddings">Of their pictures (N, D), unit length; disposed with this.</param>
    /// <param name="noise">Norm of the noise that stands for the difference between pictures seen in training and pictures never seen.</param>
    public EmbeddedPictures(IReadOnlyList<TrainingItem> items, Tensor embeddings, double noise)
    {
        (_embeddings, _noise) = (embeddings, noise);
        for (int i = 0; i < items.Count; i++)
            _rows.Add(items[i], i);
    }

    /// <summary>Embeddings of some items' pictures (M, D), unit length, each with noise of its own.</summary>
    public Tensor Of(IReadOnlyList<TrainingItem> items)
    {
        Tensor seen = _embeddings.index_select(0, tensor(items.Select(item => (long)_rows[item]).ToArray()));
        double deviation = _noise / Math.Sqrt(seen.shape[1]);
        return nn.functional.normalize(seen + randn_like(seen) * deviation, dim: 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _embeddings.Dispose();
}
