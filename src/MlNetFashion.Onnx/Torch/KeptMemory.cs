using System.Runtime.InteropServices;

namespace MlNetFashion.Onnx;

/// <summary>Has the C library keep the memory that libtorch gives back.</summary>
/// <remarks>
/// glibc returns every large block to the kernel at once, and a step of training takes and returns
/// hundreds of them: each time the kernel clears the pages anew. Kept blocks are taken
/// again as they are; a step of a GAN of 64x64 pictures took a third less time so.
/// The process stays as large as it ever was, which a training is at each step anyway.
/// </remarks>
static class KeptMemory
{
    // Of malloc.h; a limit of −1 is none.
    const int TrimThreshold = -1, MappedBlocks = -4, None = -1;

    /// <summary>Keeps it from now on. Only glibc knows how; elsewhere nothing changes.</summary>
    public static void Keep()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out nint library)
            || !NativeLibrary.TryGetExport(library, "mallopt", out nint address))
            return;
        // Both are hints: a C library that does not take one is only slower.
        var set = Marshal.GetDelegateForFunctionPointer<SetOption>(address);
        _ = set(MappedBlocks, 0);
        _ = set(TrimThreshold, None);
    }

    delegate int SetOption(int option, int value);
}
