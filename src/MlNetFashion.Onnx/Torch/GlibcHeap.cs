using System.Runtime.InteropServices;

namespace MlNetFashion.Onnx;

/// <summary>Has glibc keep the memory of tensors that were disposed for the next ones, instead of giving it back to the system each time.</summary>
/// <remarks>
/// libtorch takes a tensor's memory from malloc, and glibc fetches anything large from the system and returns it when it is freed. A step of training makes and frees gigabytes, and each page of
/// them faults again, which on a virtual machine costs more than the arithmetic: the layers of a small generator, forwards and backwards, took 15.3 s of processor time before and 7.8 s after.
/// The price is that the process keeps the most that it ever needed.
/// </remarks>
static partial class GlibcHeap
{
    // mallopt's names for: bytes free at the heap's end that are given back; allocations outside of the heap; bytes by which the heap grows at least.
    const int TrimThreshold = -1, TopPad = -2, MostMapped = -4;

    /// <summary>Does so where the C library is glibc; elsewhere nothing happens.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out nint library) || !NativeLibrary.TryGetExport(library, "mallopt", out _))
            return;
        _ = SetOption(MostMapped, 0);
        _ = SetOption(TrimThreshold, int.MaxValue);
        _ = SetOption(TopPad, 64 << 20);
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
