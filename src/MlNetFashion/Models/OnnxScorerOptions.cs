namespace MlNetFashion.Models;

/// <summary>How models run.</summary>
public sealed record OnnxScorerOptions
{
    /// <value>Batches that run at the same time, each on one thread; 0, the default, for as many as there are cores.</value>
    public int Threads { get; init; }

    /// <value>Where models run. The default is <see cref="ExecutionProvider.Automatic"/>.</value>
    public ExecutionProvider Provider { get; init; } = ExecutionProvider.Automatic;

    /// <value>The CUDA device, 0 or more. The default is 0.</value>
    public int Device { get; init; }

    /// <value>Rows given to a model at once, 1 or more. The default is 32, which suits a CPU's caches; a GPU wants more.</value>
    public int BatchSize { get; init; } = 32;
}
