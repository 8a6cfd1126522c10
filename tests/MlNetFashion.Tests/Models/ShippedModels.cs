namespace MlNetFashion.Tests.Models;

/// <summary>The models of the repository, for tests that see how good they are.</summary>
static class ShippedModels
{
    /// <summary>Their folder; null where there is none.</summary>
    public static string? Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")))
            folder = folder.Parent;
        string? models = folder is null ? null : Path.Combine(folder.FullName, "onnx");
        return models is not null && File.Exists(Path.Combine(models, "models.json")) ? models : null;
    }

    /// <summary>Their folder; the test is ignored where there is none.</summary>
    public static string Require()
    {
        if (Find() is { } folder)
            return folder;
        Assert.Ignore("This test needs the folder onnx of the repository with its models.");
        return "";
    }
}
