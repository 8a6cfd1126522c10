using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>The NuGet package that libtorch comes with, and where its libraries may lie.</summary>
static class LibtorchPackage
{
    /// <summary>The version of libtorch that this TorchSharp was built with.</summary>
    public static string Version { get; } = typeof(LibtorchPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(each => each.Key == "LibtorchVersion").Value!;

    /// <summary>The package for this system's processor.</summary>
    public static string Name { get; } = $"libtorch-cpu-{Runtime}";

    /// <summary>How to get it.</summary>
    public static string Advice { get; } = $"Fetch it once with: dotnet package download {Name}@{Version} (about 130 MB, 500 MB when unpacked). "
        + $"Or reference {Name} from the program that you run; in a notebook: #r \"nuget: {Name}, {Version}\".";

    /// <summary>The path of one of libtorch's libraries, or of TorchSharp's.</summary>
    /// <param name="file">Its name with its ending.</param>
    /// <returns>Null where it is in none of the places.</returns>
    public static string? Find(string file) => Find(file, Folders(AppContext.BaseDirectory, typeof(torch).Assembly.Location, PackageFolders()));

    /// <summary>The first folder's file.</summary>
    internal static string? Find(string file, IEnumerable<string> folders) => folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>The places, best first: beside the program, beside TorchSharp, and what NuGet unpacked, which is all that a notebook has.</summary>
    /// <param name="program">The program's folder.</param>
    /// <param name="torchSharp">The path of TorchSharp.dll.</param>
    /// <param name="packages">Folders of NuGet packages.</param>
    internal static IEnumerable<string> Folders(string program, string torchSharp, IEnumerable<string> packages)
    {
        yield return program;
        yield return Path.Combine(program, "runtimes", Runtime, "native");
        if (Path.GetDirectoryName(torchSharp) is not { Length: > 0 } beside)
            yield break;
        yield return beside;
        // PACKAGES/torchsharp/VERSION/lib/FRAMEWORK/TorchSharp.dll
        string version = Path.GetFullPath(Path.Combine(beside, "..", ".."));
        yield return Path.Combine(version, "runtimes", Runtime, "native");
        foreach (string folder in (IEnumerable<string>)[Path.GetFullPath(Path.Combine(version, "..", "..")), .. packages])
            yield return Path.Combine(folder, Name, Version, "runtimes", Runtime, "native");
    }

    static string Runtime => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-"
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    static IEnumerable<string> PackageFolders()
    {
        if (Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named)
            yield return named;
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    }
}
