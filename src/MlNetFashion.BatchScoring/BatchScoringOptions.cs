namespace MlNetFashion.BatchScoring;

/// <summary>How the ONNX steps of a chain are scored.</summary>
public sealed record BatchScoringOptions
{
    /// <value>Rows of one run of a model at most, 1 or more; the default is 32, which suits the caches of processors. A card wants more.
    /// A cursor keeps eight times as many for each thread, and 2,048 or more where <see cref="PaddingMask"/> is used, but at most so many
    /// that the model's inputs of them are 32 million numbers.</value>
    public int Rows { get; init; } = 32;

    /// <value>Runs at the same time, each on one thread; 0, the default, for as many as there are cores, or one on a CUDA device.</value>
    public int Threads { get; init; }

    /// <value>The CUDA device that runs the models, 0 or more; null, the default, for the CPU. A device needs the package Microsoft.ML.OnnxRuntime.Gpu.</value>
    public int? CudaDevice { get; init; }

    /// <value>The model's input that is 0 where a row is padded at its end, such as "attention_mask"; null, the default, for none. Rows of like lengths are
    /// then scored together, and inputs of tokens are cut to the longest row of each batch, which is faster and gives what the model gives without padding.
    /// A model without such an input, or with an output for each token, is scored as ever.</value>
    public string? PaddingMask { get; init; }

    /// <summary>Sees that every number is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    internal BatchScoringOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfNegative(CudaDevice ?? 0, nameof(CudaDevice));
        return this;
    }
}
