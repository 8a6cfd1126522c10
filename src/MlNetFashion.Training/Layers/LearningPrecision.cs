using System.Runtime.Intrinsics.X86;
using MlNetFashion.Onnx;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Layers;

/// <summary>What numbers mixed layers multiply while they learn.</summary>
static class LearningPrecision
{
    static readonly Lazy<bool> s_hasBrainFloats = new(() => TorchLibrary.UsesOneDnn && X86Base.IsSupported && HasBrainFloats(X86Base.CpuId));

    /// <summary>16-bit brain floats where they are quick: on graphics cards, and on processors with instructions for them that oneDNN computes with. libtorch's
    /// own kernels take several times as long for them as for 32 bits, which are multiplied everywhere else.</summary>
    /// <param name="input">What comes in, on the device that computes.</param>
    public static ScalarType For(Tensor input) =>
        input.device_type != TorchSharp.DeviceType.CPU || s_hasBrainFloats.Value ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>Whether a processor that answers CPUID as given has AVX512-BF16 (leaf 7.1, EAX bit 5) or AMX-BF16 (leaf 7.0, EDX bit 22).</summary>
    internal static bool HasBrainFloats(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId) =>
        cpuId(0, 0).Eax >= 7 && ((cpuId(7, 0).Edx & 1 << 22) != 0 || cpuId(7, 0).Eax >= 1 && (cpuId(7, 1).Eax & 1 << 5) != 0);
}
