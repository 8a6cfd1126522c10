using System.Runtime.InteropServices;
using MlNetFashion.Inference;
using MlNetFashion.Storage;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Finds libtorch, beside the program or among NuGet's packages, makes TorchSharp load on Linux systems whose C++ runtime is older
/// than the one it was built with, and compute rightly on virtual machines that hide their caches.</summary>
/// <remarks>
/// <para><c>libLibTorchSharp.so</c> 0.107 asks for the symbol version <c>GLIBCXX_3.4.32</c> (GCC 13) because of
/// <c>_ZSt21ios_base_library_initv</c>, a marker that nothing ever calls. Debian 12 and Ubuntu 22.04 carry GCC 12 and refuse
/// the library. The ELF format allows a version need to be weak (<c>VER_FLG_WEAK</c>): then the loader accepts its absence.
/// <see cref="EnsureLoaded"/> sets that flag in a copy that only the user can write, and has TorchSharp use the copy; where the library
/// loads as it is, nothing is touched.</para>
/// <para>On AMD processors whose caches a virtual machine hides, libtorch's oneDNN computes wrong
/// transposed convolutions, gradients and LSTMs; there it is turned off.</para>
/// <para>On Linux it has libtorch ask for huge pages, which training is faster with; the environment variable THP_MEM_ALLOC_ENABLE = 0
/// keeps it from that. And it has the C library keep the memory that a step gives back for the next one.</para>
/// </remarks>
public static class TorchLibrary
{
    const string VersionTooNew = "GLIBCXX_3.4.32";

    // In the order in which they need each other.
    static readonly string[] s_libtorch = OperatingSystem.IsWindows() ? ["c10.dll", "torch_cpu.dll", "torch.dll"]
        : OperatingSystem.IsMacOS() ? ["libc10.dylib", "libtorch_cpu.dylib", "libtorch.dylib"] : ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    static readonly Lazy<bool> s_loaded = new(Load);

    /// <summary>Loads TorchSharp's native library. Call it before anything of <see cref="torch"/>; calling it again costs nothing.</summary>
    /// <exception cref="DllNotFoundException">TorchSharp's native library is missing, or cannot be loaded even with the weak version need.</exception>
    /// <exception cref="InsufficientMemoryException">Memory, or the limit on it, does not suffice.</exception>
    public static void EnsureLoaded() => _ = s_loaded.Value;

    /// <summary>Whether libtorch computes with oneDNN, or on this machine with its own kernels alone.</summary>
    public static bool UsesOneDnn => !OneDnnCaches.AreHidden;

    /// <summary>Whether numbers outlive the calls that read them, once loaded.</summary>
    internal static bool KeepsNumbers { get; private set; }

    static bool Load()
    {
        HugePages.AskFor();
        KeptMemory.Keep();
        LoadFiles();
        // Touches TorchSharp's static constructor, which finds what is loaded by name.
        torch.InitializeDeviceType(DeviceType.CPU);
        if (OneDnnCaches.AreHidden)
            OneDnnCaches.TurnOff();
        KeepsNumbers = KeptNumbers.Keep();
        return true;
    }

    static void LoadFiles()
    {
        string library = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";
        // Where a program is one file, or was published elsewhere, TorchSharp looks by itself.
        if (LibtorchPackage.Find(library) is not { } original || NativeLibrary.TryLoad(original, out _))
            return;

        // libtorch lies elsewhere, in a package of its own, or the library is refused: what it needs must be in the process before it is tried again.
        foreach (string dependency in s_libtorch)
            LoadDependency(dependency);
        if (NativeLibrary.TryLoad(original, out nint loaded))
            Use(loaded);
        else if (OperatingSystem.IsLinux())
            Use(LoadWeakened(original));
    }

    static void LoadDependency(string file)
    {
        string path = LibtorchPackage.Find(file) ?? throw new DllNotFoundException(
            $"This needs libtorch {LibtorchPackage.Version}, and '{file}' is neither beside the program nor among NuGet's packages. {LibtorchPackage.Advice}");
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception)
        {
            throw LoadFailure.OfLibrary("libtorch", LibtorchPackage.Name, exception);
        }
    }

    static nint LoadWeakened(string original)
    {
        byte[] library = File.ReadAllBytes(original);
        return ElfVersions.TrySetWeak(library, VersionTooNew)
            ? MendedLibrary.Load("libLibTorchSharp", library, UserCache.OfUser)
            : throw new DllNotFoundException(
                $"'{original}' does not load on this system, and not because of {VersionTooNew}, the one difference that can be bridged. "
                + "Install a libstdc++ of GCC 13 or newer, and see with 'ldd' what else it needs.");
    }

    static void Use(nint library) =>
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => name is "LibTorchSharp" or "libLibTorchSharp" ? library : 0);
}
