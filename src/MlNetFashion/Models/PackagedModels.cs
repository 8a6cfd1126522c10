namespace MlNetFashion.Models;

/// <summary>Where the models of the package MlNetFashion.Models are.</summary>
static class PackagedModels
{
    /// <summary>The folder <c>onnx</c> beside the program; where there is none and this library was loaded out of NuGet's packages, as in a notebook,
    /// that of the package of the same version.</summary>
    public static string Folder => Find(AppContext.BaseDirectory, typeof(PackagedModels).Assembly.Location);

    /// <summary>The same for a program and a library elsewhere.</summary>
    /// <param name="program">The program's folder.</param>
    /// <param name="library">The path of MlNetFashion.dll; empty where the program is one file.</param>
    internal static string Find(string program, string library)
    {
        string beside = Path.Combine(program, "onnx");
        if (Directory.Exists(beside) || library.Length == 0)
            return beside;
        // PACKAGES/mlnetfashion/VERSION/lib/FRAMEWORK/MlNetFashion.dll
        string package = Path.GetFullPath(Path.Combine(library, "..", "..", "..")), version = Path.GetFileName(package);
        string packaged = Path.GetFullPath(Path.Combine(package, "..", "..", "mlnetfashion.models", version, "onnx"));
        return Directory.Exists(packaged) ? packaged : beside;
    }
}
