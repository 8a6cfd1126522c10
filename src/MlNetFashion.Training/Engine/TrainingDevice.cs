namespace MlNetFashion.Training.Engine;

/// <summary>Where a model is trained.</summary>
public enum TrainingDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA card; the program must come with the CUDA build of libtorch.</summary>
    Cuda,

    /// <summary>The graphics processor of a Mac with Apple silicon.</summary>
    Mps,
}
