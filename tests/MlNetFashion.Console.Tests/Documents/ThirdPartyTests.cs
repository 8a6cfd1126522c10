using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MlNetFashion.Tests.Documents;

/// <summary>THIRD-PARTY.md says what the restore brings, no more and no less.</summary>
public sealed partial class ThirdPartyTests
{
    // A licence that a package has as a file, read by a person.
    static readonly Dictionary<string, string> s_read = new(StringComparer.Ordinal)
    {
        ["Cloud.Unum.USearch"] = "Apache-2.0",
        ["CommandLineParser"] = "MIT",
        ["K4os.Compression.LZ4"] = "MIT",
        ["Apache.Arrow"] = "Apache-2.0",
        ["Microsoft.DotNet.PlatformAbstractions"] = "MIT",
        ["Microsoft.ML.OnnxRuntime"] = "MIT",
        ["Microsoft.ML.OnnxRuntime.Managed"] = "MIT",
        ["SQLite"] = "public domain",
    };

    // Of licences that ask for more than to be named, none is in the product. MPL-2.0 asks that changed files stay open: what tests use is used unchanged.
    static readonly string[] s_allowed = ["MIT", "BSD-3-Clause", "Apache-2.0", "MS-PL OR Apache-2.0", "PostgreSQL", "public domain"],
        s_allowedInTests = [.. s_allowed, "MPL-2.0"];

    [Test]
    [Platform("Linux", Reason = "The table is of what is restored on Linux.")]
    public void The_table_names_every_package_that_is_restored_with_its_version_and_licence()
    {
        string[] projects = [.. Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/"))];
        string[] assets = [.. projects.Select(path => Path.Combine(Path.GetDirectoryName(path)!, "obj", "project.assets.json"))];
        if (!assets.All(File.Exists))
            Assert.Ignore("Not all projects are restored: run dotnet restore.");
        string source = Path.Combine(Repository.Root, "src") + Path.DirectorySeparatorChar;
        HashSet<string> shipped = [.. assets.Where(path => path.StartsWith(source, StringComparison.Ordinal)).SelectMany(Rows)];
        string[] others = [.. assets.SelectMany(Rows).Distinct().Except(shipped)];
        string[] sections = File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY.md")).Split("\n## ");
        Assert.That(TableRows(sections.Single(section => section.StartsWith("In the product", StringComparison.Ordinal))), Is.EquivalentTo(shipped),
            "in the product");
        Assert.That(TableRows(sections.Single(section => section.StartsWith("For tests", StringComparison.Ordinal))), Is.EquivalentTo(others),
            "for tests alone");
        Assert.That(shipped.Select(row => row.Split('|')[2]).Distinct(), Is.SubsetOf(s_allowed));
        Assert.That(others.Select(row => row.Split('|')[2]).Distinct(), Is.SubsetOf(s_allowedInTests));
    }

    [Test]
    public void Every_version_that_is_fixed_is_in_use_and_locked()
    {
        XDocument fixedVersions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"));
        Dictionary<string, string> properties = fixedVersions.Descendants("PropertyGroup").Elements()
            .ToDictionary(each => $"$({each.Name.LocalName})", each => each.Value);
        string[] locked = [.. Directory.EnumerateFiles(Repository.Root, "packages.lock.json", SearchOption.AllDirectories).SelectMany(Locked).Distinct()];
        foreach (XElement package in fixedVersions.Descendants("PackageVersion"))
        {
            (string name, string version) = (package.Attribute("Include")!.Value, package.Attribute("Version")!.Value);
            // What is for another system is locked there; what is for a card is restored when it is asked for.
            if (!name.StartsWith("libtorch-cpu-", StringComparison.Ordinal) && !name.StartsWith("Microsoft.ML.OnnxRuntime.Gpu", StringComparison.Ordinal))
                Assert.That(locked, Does.Contain($"{name}|{properties.GetValueOrDefault(version, version)}"));
        }
    }

    static IEnumerable<string> Rows(string assets)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
        string[] folders = [.. json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        foreach (JsonProperty library in json.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            string[] parts = library.Name.Split('/');
            string path = folders.Select(folder => Path.Combine(folder, library.Value.GetProperty("path").GetString()!)).First(Directory.Exists);
            XElement? licence = XDocument.Load(Directory.GetFiles(path, "*.nuspec").Single()).Descendants()
                .FirstOrDefault(element => element.Name.LocalName == "license");
            string told = licence?.Attribute("type")?.Value == "expression" ? licence.Value : s_read.GetValueOrDefault(parts[0], "unread");
            yield return $"{parts[0]}|{parts[1]}|{told}";
        }
    }

    static string[] TableRows(string section) => [.. Row().Matches(section)
        .Select(row => $"{row.Groups["name"].Value}|{row.Groups["version"].Value}|{row.Groups["licence"].Value}")];

    static IEnumerable<string> Locked(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (JsonProperty framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (JsonProperty package in framework.Value.EnumerateObject().Where(package => package.Value.TryGetProperty("resolved", out _)))
                yield return $"{package.Name}|{package.Value.GetProperty("resolved").GetString()}";
        }
    }

    [GeneratedRegex(@"^\| (?<name>[A-Za-z0-9._-]+) \| (?<version>[0-9][^ |]*) \| (?<licence>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
