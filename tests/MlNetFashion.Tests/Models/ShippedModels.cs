namespace MlNetFashion.Tests.Models;

/// <summary>The models of the repository, for tests that see how good they are.</summary>
static class ShippedModels
{
    /// <summary>Their folder; the test is ignored where there is none.</summary>
    public static string Require()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string models = Path.Combine(folder.FullName, "onnx");
            if (File.Exists(Path.Combine(folder.FullName, "MlNetFashion.sln")) && File.Exists(Path.Combine(models, "models.json")))
                return models;
        }

        Assert.Ignore("This test needs the folder onnx of the repository with its models.");
        return "";
    }
}
