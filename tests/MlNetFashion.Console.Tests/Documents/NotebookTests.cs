using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Documents;

[NonParallelizable]
public sealed class NotebookTests
{
    static readonly string[] s_notebooks =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "notebooks"), "*.ipynb").Select(file => Path.GetFileName(file))];

    [TestCaseSource(nameof(s_notebooks))]
    public void The_cells_of_a_notebook_run_in_order_and_pictures_are_shown(string notebook) => Repository.InCopy("notebooks", () =>
    {
        List<RgbImage> shown = NotebookSession.Run(Cells(notebook));
        Assert.That(shown, Is.Not.Empty);
        foreach (RgbImage picture in shown)
            Assert.That(Shown(picture), Does.StartWith($"<img width=\"{picture.Width}\"").And.Contain("base64,iVBORw0KGgo"));
    });

    [TestCaseSource(nameof(s_notebooks))]
    public void A_notebook_asks_for_the_packages_that_the_repository_uses(string notebook)
    {
        string versions = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        Dictionary<string, string> properties = Regex.Matches(versions, "<(\\w+Version)>([^<]+)</")
            .ToDictionary(match => $"$({match.Groups[1]})", match => match.Groups[2].Value);
        Dictionary<string, string> packages = Regex.Matches(versions, "Include=\"([^\"]+)\" Version=\"([^\"]+)\"")
            .ToDictionary(match => match.Groups[1].Value, match => properties.GetValueOrDefault(match.Groups[2].Value, match.Groups[2].Value));
        foreach (Match reference in Regex.Matches(string.Join('\n', Cells(notebook)), "#r \"nuget: ([^,]+), ([^\"]+)\""))
            Assert.That(reference.Groups[2].Value, Is.EqualTo(packages[reference.Groups[1].Value]), reference.Value);
    }

    static IEnumerable<string> Cells(string notebook)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "notebooks", notebook)));
        return [.. json.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
    }

    // As .NET Interactive does it: everything is found by its name.
    static string Shown(object value)
    {
        object attribute = value.GetType().GetCustomAttributes(inherit: true).Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        Type source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object maker = Activator.CreateInstance(source)!;
        object formatter = ((IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(maker, null)!).Single();
        using var writer = new StringWriter();
        Assert.That(formatter.GetType().GetProperty("MimeType")!.GetValue(formatter), Is.EqualTo("text/html"));
        Assert.That(formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer]), Is.True);
        return writer.ToString();
    }
}
