namespace MlNetFashion.Tests;

/// <summary>Finds the real data sets, which are never part of the repository.</summary>
static class FashionData
{
    const string Variable = "MLNETFASHION_DATA";

    /// <summary>The folder of data sets: <c>MLNETFASHION_DATA</c>, else the nearest
    /// <c>shared/data</c> above the test folder; null when there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The path of a data file or folder. The running test is ignored where it is missing.</summary>
    public static string Require(string file)
    {
        if (Root is null)
            Assert.Ignore($"This test reads {file}: "
                + $"set {Variable} to the folder that holds it, or lay it in a folder shared/data beside the repository (see `fashion data list`).");
        string path = Path.Combine(Root!, file);
        if (!Path.Exists(path))
            Assert.Ignore($"This test reads {file}, which is not in {Root}: get it with `fashion data get`, or point {Variable} at the folder that holds it.");
        return path;
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
