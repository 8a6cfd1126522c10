namespace MlNetFashion.Evaluation;

/// <summary>Where real data sets lie. None is part of the repository, and nothing is downloaded.</summary>
static class DataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "MLNETFASHION_DATA";

    /// <summary>The folder that <see cref="Variable"/> names, else the nearest <c>shared/data</c>
    /// in or above the current folder; null when there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
