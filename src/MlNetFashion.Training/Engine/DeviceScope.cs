using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>While it lasts, new tensors are made on a device: what computes batches and losses need not know which.</summary>
/// <remarks>TorchSharp has one default device for the whole process, so runs on different devices take turns or processes.</remarks>
sealed class DeviceScope : IDisposable
{
    readonly Device _before = get_default_device();

    /// <summary>Begins.</summary>
    public DeviceScope(Device device) => set_default_device(device);

    /// <summary>The device of that kind.</summary>
    /// <exception cref="PlatformNotSupportedException">This computer, or this build of libtorch, has none.</exception>
    public static Device Find(TrainingDevice device) => device switch
    {
        TrainingDevice.Cpu => CPU,
        TrainingDevice.Cuda when cuda.is_available() => CUDA,
        TrainingDevice.Mps when mps_is_available() => MPS,
        TrainingDevice.Cuda =>
            throw new PlatformNotSupportedException("The device is to be cuda, but libtorch finds none: "
            + "it takes an NVIDIA card with its driver, and the package libtorch-cuda in place of libtorch-cpu. Install them, or train on cpu."),
        TrainingDevice.Mps =>
            throw new PlatformNotSupportedException("The device is to be mps, but libtorch finds none: it takes a Mac with Apple silicon. "
            + "Train there, or on cpu."),
        _ => throw new ArgumentOutOfRangeException(nameof(device), device, "There is no such device. Choose cpu, cuda or mps."),
    };

    /// <inheritdoc/>
    public void Dispose() => set_default_device(_before);
}
