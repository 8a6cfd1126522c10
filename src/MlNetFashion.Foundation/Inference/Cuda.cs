using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.Inference;

/// <summary>Whether models can run on an NVIDIA card here; found out once a process.</summary>
static class Cuda
{
    const string ProviderName = "CUDAExecutionProvider";

    static readonly Lazy<string?> s_obstacle = new(Probe);

    delegate int Initialise(uint flags);

    delegate int CountDevices(out int count);

    /// <summary>What keeps models from a card, and what to do about it: a sentence. Null where nothing does.</summary>
    /// <exception cref="TypeInitializationException">ONNX Runtime's native library does not load.</exception>
    public static string? Obstacle => s_obstacle.Value;

    /// <summary>Sees that models can run on a card.</summary>
    /// <exception cref="PlatformNotSupportedException">They cannot; the message says why.</exception>
    public static void Require()
    {
        if (Obstacle is { } obstacle)
            throw new PlatformNotSupportedException($"CUDA was asked for, but {obstacle}");
    }

    static string? Probe()
    {
        OrtEnv runtime = OrtEnv.Instance();
        if (!runtime.GetAvailableProviders().Contains(ProviderName))
            return "this program was built with the ONNX Runtime of processors. Build it with -p:OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu, "
                + "reference that package, or run on the processor.";
        // The driver is asked before ONNX Runtime is: without one it would write ten red lines to standard error.
        if (Driver() is { } obstacle)
            return obstacle;
        OrtLoggingLevel before = runtime.EnvLogLevel;
        try
        {
            runtime.EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            using var session = new SessionOptions();
            session.AppendExecutionProvider_CUDA(0);
            return null;
        }
        catch (OnnxRuntimeException exception)
        {
            string reason = exception.Message.Split('\n', StringSplitOptions.TrimEntries)[0].TrimEnd('.');
            return $"ONNX Runtime cannot use the card: {reason}. Install the CUDA and the cuDNN that its package asks for, or run on the processor.";
        }
        finally
        {
            runtime.EnvLogLevel = before;
        }
    }

    // Named as NVIDIA's driver brings it.
    static string? Driver()
    {
        string name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";
        if (!NativeLibrary.TryLoad(name, out nint driver))
            return $"there is no NVIDIA driver here ({name}). Install one, or run on the processor.";
        if (!NativeLibrary.TryGetExport(driver, "cuInit", out nint initialise) || !NativeLibrary.TryGetExport(driver, "cuDeviceGetCount", out nint count))
            return $"{name} is not NVIDIA's driver. Install it anew, or run on the processor.";
        int result = Marshal.GetDelegateForFunctionPointer<Initialise>(initialise)(0);
        if (result == 0)
            result = Marshal.GetDelegateForFunctionPointer<CountDevices>(count)(out int devices) is var code && (code != 0 || devices > 0) ? code : -1;
        return result switch
        {
            0 => null,
            -1 => "the NVIDIA driver finds no card. See whether nvidia-smi lists one, or run on the processor.",
            _ => $"the NVIDIA driver does not start (error {result} of CUDA). See what nvidia-smi says, or run on the processor.",
        };
    }
}
