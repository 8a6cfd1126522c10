using System.Text.Json;
using System.Text.RegularExpressions;

namespace MlNetFashion.Tests.Documents;

public sealed class NotebookTests
{
    static readonly string s_folder = Path.Combine(Repository.Root, "notebooks");

    static readonly string[] s_notebooks = [.. Directory.GetFiles(s_folder, "*.ipynb").Select(file => Path.GetFileName(file))];

    // notebooks/run runs them in the kernel.
    [TestCaseSource(nameof(s_notebooks))]
    public void A_notebook_is_kept_without_what_it_showed_and_its_cells_have_ids(string notebook)
    {
        using JsonDocument json = Read(notebook);
        Assert.That((json.RootElement.GetProperty("nbformat").GetInt32(), json.RootElement.GetProperty("nbformat_minor").GetInt32()), Is.EqualTo((4, 5)));
        JsonElement[] cells = [.. json.RootElement.GetProperty("cells").EnumerateArray()];
        Assert.That(cells.Select(cell => cell.GetProperty("id").GetString()), Is.Unique.And.All.Match("^[a-z0-9-]{1,64}$"));
        foreach (JsonElement cell in cells.Where(cell => cell.GetProperty("cell_type").GetString() == "code"))
            Assert.That((cell.GetProperty("outputs").GetArrayLength(), cell.GetProperty("execution_count").ValueKind), Is.EqualTo((0, JsonValueKind.Null)));
    }

    [TestCaseSource(nameof(s_notebooks))]
    public void A_lesson_is_there_as_a_program_too_with_the_same_packages(string notebook)
    {
        string[] lines = File.ReadAllLines(Path.Combine(s_folder, Path.ChangeExtension(notebook, ".cs")));
        string[] asked = [.. References(notebook).Select(package => $"#:package {package.Name}@{package.Version}")];
        Assert.That(asked, Is.SubsetOf(lines));
    }

    [TestCaseSource(nameof(s_notebooks))]
    public void A_notebook_asks_for_the_packages_that_the_repository_uses(string notebook)
    {
        string versions = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        Dictionary<string, string> properties = Regex.Matches(versions, "<(\\w+Version)>([^<]+)</")
            .ToDictionary(match => $"$({match.Groups[1]})", match => match.Groups[2].Value);
        Dictionary<string, string> packages = Regex.Matches(versions, "Include=\"([^\"]+)\" Version=\"([^\"]+)\"")
            .ToDictionary(match => match.Groups[1].Value, match => properties.GetValueOrDefault(match.Groups[2].Value, match.Groups[2].Value));
        string own = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), "<Version>([^<]+)</Version>").Groups[1].Value;
        foreach ((string name, string version) in References(notebook))
            Assert.That(version, Is.EqualTo(name.StartsWith("MlNetFashion", StringComparison.Ordinal) ? own : packages[name]), name);
    }

    static (string Name, string Version)[] References(string notebook) =>
        [.. Regex.Matches(string.Join('\n', Cells(notebook)), "#r \"nuget: ([^,]+), ([^\"]+)\"")
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    static IEnumerable<string> Cells(string notebook)
    {
        using JsonDocument json = Read(notebook);
        return [.. json.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }

    static JsonDocument Read(string notebook) => JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, notebook)));
}
