namespace MlNetFashion.Inference;

/// <summary>How a session runs.</summary>
/// <param name="Threads">Threads that share a run; 0 for as many as there are cores.
/// One by default: sums then come out in the same order on every machine, and several runs at
/// once use all cores.</param>
/// <param name="CudaDevice">The CUDA device, 0 or more; null for the CPU.</param>
readonly record struct OnnxSessionOptions(int Threads = 1, int? CudaDevice = null)
{
    /// <summary>One thread, on the CPU.</summary>
    public OnnxSessionOptions() : this(Threads: 1)
    {
    }
}
