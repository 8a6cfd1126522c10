using MlNetFashion.Inference;

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

    /// <value>Whether models run in 8-bit numbers where they have a file of them: smaller, and about 1.4 times as fast on a CPU. The default is false.</value>
    public bool Int8 { get; init; }

    /// <value>Rows given to a model at once, 1 or more. The default is 32, which suits a CPU's caches; a GPU wants more.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>The CUDA device that models run on; null for the processor.</summary>
    /// <exception cref="PlatformNotSupportedException">CUDA is asked for and is not there; the message says what is missing.</exception>
    /// <exception cref="DllNotFoundException">The program does not reference ONNX Runtime's native package.</exception>
    internal int? CudaDevice()
    {
        if (Provider == ExecutionProvider.Cpu)
            return null;
        try
        {
            if (Provider == ExecutionProvider.Cuda)
                Cuda.Require();
            return Cuda.Obstacle is null ? Device : null;
        }
        catch (TypeInitializationException exception) when (exception.InnerException is DllNotFoundException)
        {
            throw LoadFailure.OfRuntime(exception.InnerException);
        }
    }
}
