using System.Runtime.InteropServices;
using MlNetFashion.Inference;
using MlNetFashion.Storage;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Makes TorchSharp load on Linux systems whose C++ runtime is older than the one it was built
/// with, and compute rightly on virtual machines that hide their caches.</summary>
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

    static readonly Lazy<bool> s_loaded = new(Load);

    /// <summary>Loads TorchSharp's native library. Call it before anything of <see cref="torch"/>; calling it again costs nothing.</summary>
    /// <exception cref="DllNotFoundException">TorchSharp's native library is missing, or cannot be loaded even with the weak version need.</exception>
    /// <exception cref="InsufficientMemoryException">Memory, or the limit on it, does not suffice.</exception>
    public static void EnsureLoaded() => _ = s_loaded.Value;

    /// <summary>Whether numbers outlive the calls that read them, once loaded.</summary>
    internal static bool KeepsNumbers { get; private set; }

    static bool Load()
    {
        HugePages.AskFor();
        KeptMemory.Keep();
        if (OperatingSystem.IsLinux() && FindLibrary() is { } original
            && !NativeLibrary.TryLoad(original, out _))
        {
            LoadWeakened(original);
        }

        // Touches TorchSharp's static constructor, which looks for libtorch beside the application.
        torch.InitializeDeviceType(DeviceType.CPU);
        if (OneDnnCaches.AreHidden)
            OneDnnCaches.TurnOff();
        KeepsNumbers = KeptNumbers.Keep();
        return true;
    }

    static string? FindLibrary()
    {
        string[] folders =
        [
            AppContext.BaseDirectory,
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"),
            Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? AppContext.BaseDirectory,
        ];
        return folders.Select(folder => Path.Combine(folder, "libLibTorchSharp.so")).FirstOrDefault(File.Exists);
    }

    static void LoadWeakened(string original)
    {
        byte[] library = File.ReadAllBytes(original);
        if (!ElfVersions.TrySetWeak(library, VersionTooNew))
            throw new DllNotFoundException(
                $"'{original}' does not load on this system, and not because of {VersionTooNew}, the one difference that can be bridged. " +
                "Install a libstdc++ of GCC 13 or newer, and check with 'ldd' that libtorch.so lies beside it.");

        // libtorch must be in the process already: the copy lies elsewhere, so $ORIGIN no longer leads to it.
        string origin = Path.GetDirectoryName(original)!;
        foreach (string dependency in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            string path = FindBeside(origin, dependency);
            try
            {
                NativeLibrary.Load(path);
            }
            catch (DllNotFoundException exception)
            {
                throw LoadFailure.OfLibrary("libtorch", "libtorch-cpu-linux-x64", exception);
            }
        }

        nint handle = MendedLibrary.Load("libLibTorchSharp", library, UserCache.OfUser);
        NativeLibrary.SetDllImportResolver(typeof(torch).Assembly,
            (name, _, _) => name is "LibTorchSharp" or "libLibTorchSharp" ? handle : 0);
    }

    static string FindBeside(string folder, string name)
    {
        string[] candidates = [Path.Combine(folder, name), Path.Combine(AppContext.BaseDirectory, name),
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", name)];
        return candidates.FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"'{name}' was not found beside the application in '{AppContext.BaseDirectory}'. "
                + "Reference the package libtorch-cpu-linux-x64 from the program that you run.");
    }
}
