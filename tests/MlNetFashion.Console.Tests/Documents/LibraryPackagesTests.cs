using System.Text.Json;

namespace MlNetFashion.Tests.Documents;

/// <summary>Central pinning ends at the repository: a program elsewhere gets what the library references, and ML.NET's older choices for the rest.</summary>
public sealed class LibraryPackagesTests
{
    [Test]
    public void The_library_references_every_package_whose_version_is_pinned_here()
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "MlNetFashion", "obj", "project.assets.json")));
        string[] pinned = assets.RootElement.TryGetProperty("centralTransitiveDependencyGroups", out JsonElement groups)
            ? [.. groups.EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()).Select(package => package.Name)]
            : [];
        Assert.That(pinned, Is.Empty, "Add them to MlNetFashion.csproj.");
    }
}
