using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Keeps libtorch from computing with oneDNN where oneDNN takes the processor's caches for one byte each.</summary>
/// <remarks>
/// oneDNN cuts its convolutions into blocks by the cache sizes that CPUID tells. On AMD it asks leaf 0x8000001D, and some virtual machines (bhyve among them)
/// leave that leaf empty; then transposed convolutions, gradients of convolutions and LSTMs
/// read memory that nothing wrote, and their results differ from call to
/// call. libtorch's own kernels, which take over, are right and for small kernels about as fast.
/// </remarks>
static class OneDnnCaches
{
    const uint ExtendedLeaves = 0x80000000, AmdCaches = 0x8000001D;

    // "AuthenticAMD", as leaf 0 spells it in EBX, EDX, ECX.
    static readonly (int Ebx, int Edx, int Ecx) s_amd = (0x68747541, 0x69746e65, 0x444d4163);

    delegate nint GlobalContext();

    delegate void SetEnabled(nint context, [MarshalAs(UnmanagedType.I1)] bool enabled);

    /// <summary>Whether oneDNN would take the caches for one byte each on this processor.</summary>
    public static bool AreHidden => X86Base.IsSupported && AreHiddenBy(X86Base.CpuId);

    /// <summary>Turns oneDNN off, and NNPACK with it, which refuses such a machine with a warning at every call.</summary>
    /// <exception cref="PlatformNotSupportedException">This build of libtorch does not let go of oneDNN.</exception>
    public static void TurnOff()
    {
        // TorchSharp has no such switch; these are at::globalContext() and two methods of at::Context in the Itanium ABI.
        if (!NativeLibrary.TryLoad("libtorch_cpu.so", typeof(torch).Assembly, null, out nint library)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out nint globalContext)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledMkldnnEb", out nint oneDnn)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out nint nnPack))
        {
            throw new PlatformNotSupportedException("This (virtual) machine hides the sizes of its processor's caches, "
                + "with which oneDNN computes wrong convolutions, and this build of libtorch "
                + "does not let it be turned off. Run on a machine that tells them (leaf 0x8000001D of CPUID), or with the package libtorch-cpu-linux-x64.");
        }

        nint context = Marshal.GetDelegateForFunctionPointer<GlobalContext>(globalContext)();
        Marshal.GetDelegateForFunctionPointer<SetEnabled>(oneDnn)(context, false);
        Marshal.GetDelegateForFunctionPointer<SetEnabled>(nnPack)(context, false);
    }

    /// <summary>The same for a processor that answers CPUID as given.</summary>
    internal static bool AreHiddenBy(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId)
    {
        (_, int ebx, int ecx, int edx) = cpuId(0, 0);
        // The lowest five bits are the kind of the first cache; 0 is "no more caches".
        return (ebx, edx, ecx) == s_amd
            && ((uint)cpuId(unchecked((int)ExtendedLeaves), 0).Eax < AmdCaches || (cpuId(unchecked((int)AmdCaches), 0).Eax & 0x1f) == 0);
    }
}
