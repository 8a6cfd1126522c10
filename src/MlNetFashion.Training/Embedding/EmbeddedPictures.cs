using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Pictures that were embedded once, by an image encoder that stays as it is, for what is trained against them.</summary>
sealed class EmbeddedPictures : IDisposable
{
    const int BatchSize = 256;

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

    /// <summary>Embeds the pictures of items as they are (N, D), without gradients.</summary>
    public static Tensor Embed(ImageEncoder encoder, IReadOnlyList<TrainingItem> items, EmbeddingInputs inputs)
    {
        using IDisposable _ = no_grad();
        var rows = new List<Tensor>();
        foreach (TrainingItem[] chunk in items.Chunk(BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            rows.Add(encoder.forward(inputs.Images(chunk, Augmentation.None, new Random(0))).Tensor.MoveToOuterDisposeScope());
            TorchMemory.Collect(rows.Count);
        }

        Tensor all = cat(rows, 0);
        foreach (Tensor row in rows)
            row.Dispose();
        return all;
    }

    /// <inheritdoc/>
    public void Dispose() => _embeddings.Dispose();
}
