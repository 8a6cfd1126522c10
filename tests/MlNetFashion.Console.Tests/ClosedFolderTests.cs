using System.Runtime.Versioning;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests;

/// <summary>What one may not see is not called missing.</summary>
[Platform("Linux")]
[UnsupportedOSPlatform("windows")]
public sealed class ClosedFolderTests
{
    [TestCase("search", "dress", "--index", "CLOSED/index", "--models", "MODELS")]
    [TestCase("search", "dress", "--index", "CLOSED", "--models", "MODELS")]
    [TestCase("search", "dress", "--index", "INDEX", "--models", "CLOSED/models")]
    [TestCase("search", "--image", "CLOSED/a.png", "--index", "INDEX", "--models", "MODELS")]
    [TestCase("search", "--queries", "CLOSED/queries.jsonl", "--index", "INDEX", "--models", "MODELS")]
    [TestCase("evaluate", "--queries", "CLOSED/queries.jsonl", "--index", "INDEX", "--models", "MODELS")]
    [TestCase("index", "CLOSED", "--out", "OUT", "--models", "MODELS")]
    [TestCase("index", "CLOSED/photos", "--out", "OUT", "--models", "MODELS")]
    [TestCase("index", "PHOTOS", "--csv", "CLOSED/rows.csv", "--out", "OUT", "--models", "MODELS")]
    [TestCase("export", "CLOSED/run", "--out", "OUT")]
    [TestCase("import", "bert", "CLOSED/bert", "--out", "OUT")]
    [TestCase("compare", "CLOSED/a.jsonl", "CLOSED/b.jsonl")]
    [TestCase("info", "CLOSED")]
    public void Where_one_may_not_look_the_answer_says_so(params string[] args)
    {
        using TemporaryFolder folder = new();
        var places = new Dictionary<string, string>
        {
            ["CLOSED"] = folder["closed"],
            ["OUT"] = folder["out"],
            ["PHOTOS"] = SmallCatalogue.Photos,
            ["INDEX"] = SmallCatalogue.Index,
            ["MODELS"] = TinyModels.Folder
        };
        Directory.CreateDirectory(folder["closed/index"]);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.None);
        bool isRoot = Environment.UserName == "root";
        if (isRoot)
        {
            Open(folder.Path, SmallCatalogue.Photos, SmallCatalogue.Index, TinyModels.Folder);
            File.SetUnixFileMode(Directory.CreateDirectory(folder["out"]).FullName, (UnixFileMode)0b111_111_111);
        }

        try
        {
            // Root may look everywhere; another user may not.
            string[] by = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
            using ToolProcess process = new(by, folder.Path,
                [.. args.Select(arg => places.Aggregate(arg, (text, place) => text.Replace(place.Key, place.Value)))]);
            ToolRun run = process.Wait();
            Assert.That(run.ErrorLine, Does.Match($"^Access to the path '{folder["closed"]}[^']*' is denied. Choose a place that you may read and write.$"));
            Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.Failed, "")));
        }
        finally
        {
            File.SetUnixFileMode(folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // Temporary folders are their maker's alone.
    static void Open(params string[] folders)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (string folder in folders)
        {
            for (DirectoryInfo? each = new(folder); each is not null
                && each.FullName != Path.TrimEndingDirectorySeparator(Path.GetTempPath()); each = each.Parent)
                each.UnixFileMode = Everybody;
        }
    }
}
