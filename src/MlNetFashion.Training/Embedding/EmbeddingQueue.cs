using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>Embeddings of the pictures of the last steps, newest first: candidates that texts are compared with, beside those of the step, for next to nothing.</summary>
/// <remarks>Wang et al., Cross-Batch Memory for Embedding Learning, 2020: the network changes so little in a few steps that its embeddings stay good.
/// It is a module so that it stands in checkpoints.</remarks>
sealed class EmbeddingQueue : Module
{
    readonly Tensor embeddings;
    readonly Tensor rows;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="length">Embeddings that it keeps, 0 or more.</param>
    /// <param name="dimension">D.</param>
    public EmbeddingQueue(int length, int dimension) : base(nameof(EmbeddingQueue))
    {
        embeddings = zeros(length, dimension);
        rows = full(length, -1, dtype: ScalarType.Int64);
        register_buffer(nameof(embeddings), embeddings);
        register_buffer(nameof(rows), rows);
        RegisterComponents();
    }

    /// <summary>Which items of the training set the embeddings are of, newest first.</summary>
    public IReadOnlyList<int> Rows => [.. Buffer(nameof(rows)).cpu().data<long>().Select(row => (int)row).TakeWhile(row => row >= 0)];

    /// <summary>The newest embeddings (N, D).</summary>
    public Tensor Newest(int count) => Buffer(nameof(embeddings))[..count];

    /// <summary>Puts embeddings in, and drops as many of the oldest.</summary>
    /// <param name="added">Of the items, (N, D); their gradients are not followed.</param>
    /// <param name="items">Which they are of.</param>
    public void Add(Tensor added, IReadOnlyList<int> items)
    {
        using IDisposable _ = no_grad();
        Tensor kept = Buffer(nameof(embeddings)), keptRows = Buffer(nameof(rows));
        long length = kept.shape[0];
        kept.copy_(cat([added.detach(), kept], 0)[..(int)length]);
        keptRows.copy_(cat([tensor(items.Select(item => (long)item).ToArray(), device: keptRows.device), keptRows], 0)[..(int)length]);
    }

    Tensor Buffer(string name) => get_buffer(name)!;
}
