namespace MlNetFashion.Tests;

/// <summary>Where the sources are.</summary>
static class Repository
{
    /// <summary>The folder of the solution, above the tests' own.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")) ? folder.FullName : Find(folder.Parent!);
}
