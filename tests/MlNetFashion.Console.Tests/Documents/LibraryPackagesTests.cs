using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlNetFashion.Tests.Documents;

/// <summary>Central pinning ends at the repository: a program elsewhere gets what the library references, and ML.NET's older choices for the rest.</summary>
public sealed partial class LibraryPackagesTests
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

    [TestCase("docs/packages.md")]
    [TestCase("src/MlNetFashion/README.md")]
    public void Every_package_is_on_the_pages_that_list_them(string page)
    {
        string text = new MarkdownPage(page).Text;
        foreach (string project in Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            string written = File.ReadAllText(project);
            string name = PackageName().Match(written) is { Success: true } named ? named.Groups[1].Value : Path.GetFileNameWithoutExtension(project);
            if (written.Contains("<IsPackable>true", StringComparison.Ordinal) && name != "MlNetFashion.Foundation")
                Assert.That(text, Does.Contain($"| {name} |"));
        }
    }

    [GeneratedRegex("<PackageId>([^<]+)</PackageId>")]
    private static partial Regex PackageName();
}
