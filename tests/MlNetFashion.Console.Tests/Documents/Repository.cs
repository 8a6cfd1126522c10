using MlNetFashion.Models;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Documents;

/// <summary>The repository that the tests were built from.</summary>
static class Repository
{
    /// <summary>The folder of the solution, in or above the tests' own.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The shipped models; before there are any, tiny ones.</summary>
    public static string Models => File.Exists(Path.Combine(Root, "onnx", "models.json")) ? Path.Combine(Root, "onnx") : TinyModels.Folder;

    /// <summary>Side of the pictures that they draw.</summary>
    public static int PictureSide
    {
        get
        {
            using FashionModels models = FashionModels.Load(Models);
            return models.GeneratedSize;
        }
    }

    /// <summary>Runs something as if it were in a folder of a repository that has models.</summary>
    /// <param name="subfolder">The folder to be in, or empty for the root.</param>
    /// <param name="action">What is run.</param>
    public static void InCopy(string subfolder, Action action)
    {
        using TemporaryFolder copy = new();
        Directory.CreateDirectory(copy["onnx"]);
        foreach (string file in Directory.GetFiles(Models))
            File.Copy(file, Path.Combine(copy["onnx"], Path.GetFileName(file)));
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = Directory.CreateDirectory(copy[subfolder]).FullName;
        try
        {
            action();
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests lie outside the repository.");
    }
}
