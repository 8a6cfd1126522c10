namespace MlNetFashion.Models;

/// <summary>Where a model runs.</summary>
public enum ExecutionProvider
{
    /// <summary>A CUDA device when the program was built with ONNX Runtime's GPU package and there is one, the processor otherwise.</summary>
    Automatic,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; an error where that is not possible.</summary>
    Cuda,
}
