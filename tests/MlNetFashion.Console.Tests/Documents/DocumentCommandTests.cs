using System.CommandLine;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Documents;

/// <summary>Every command of the documents is one that the tool understands, option by option.</summary>
public sealed class DocumentCommandTests
{
    // What else a reader is asked to type.
    static readonly string[] s_otherPrograms = ["dotnet", "cp", "cd", "mkdir", "git", "curl", "export", "grep", ".ci/run"];

    static readonly IReadOnlyList<string> s_pages = MarkdownPage.All;

    [TestCaseSource(nameof(s_pages))]
    public void The_command_blocks_of_a_page_are_understood(string page)
    {
        foreach (string line in new MarkdownPage(page).CommandLines())
        {
            string[] words = [.. MarkdownPage.Words(line).SkipWhile(IsVariable)];
            if (Arguments(words) is { } arguments)
                Assert.That(Fault(arguments, isWhole: true), Is.Null, $"{page}: {line}");
            else
                Assert.That(s_otherPrograms, Does.Contain(words[0]), $"{page}: {line}");
        }
    }

    [TestCaseSource(nameof(s_pages))]
    public void The_commands_that_a_page_mentions_are_understood(string page)
    {
        foreach (string mentioned in new MarkdownPage(page).MentionedCommands())
            Assert.That(Fault(MarkdownPage.Words(mentioned), isWhole: false), Is.Null, $"{page}: fashion {mentioned}");
    }

    [TestCaseSource(nameof(s_pages))]
    public void The_runs_that_a_page_reads_are_made_by_it_before(string page)
    {
        HashSet<string> made = [];
        foreach (string line in new MarkdownPage(page).CommandLines())
        {
            string[] words = MarkdownPage.Words(line);
            int written = Array.IndexOf(words, "--out") + 1;
            string[] read = [.. words.Where((word, i) => i != written && word.StartsWith("runs/", StringComparison.Ordinal))];
            Assert.That(read, Is.SubsetOf(made), $"{page}: {line}");
            if (written > 0)
                made.Add(words[written]);
            else if (words is ["fashion", "train", var recipe, ..])
                made.Add($"runs/{recipe}");
        }
    }

    [TestCaseSource(nameof(s_pages))]
    public void What_a_page_links_exists(string page)
    {
        foreach (string file in new MarkdownPage(page).Files())
            Assert.That(Path.Exists(file), Is.True, $"{page}: {file}");
    }

    [TestCase("serch dress")]
    [TestCase("search dress --colour red")]
    [TestCase("search dress --by magic")]
    [TestCase("index photos")]
    [TestCase("train")]
    [TestCase("train poet --out runs/poet")]
    [TestCase("train text --strategy hinge")]
    [TestCase("train generator --strategy magic --out runs/magic")]
    [TestCase("evaluate --index held-out")]
    public void A_command_that_the_tool_would_not_understand_is_found(string line) => Assert.That(Fault(MarkdownPage.Words(line), isWhole: true), Is.Not.Null);

    [TestCase("train", true)]
    [TestCase("evaluate --by fused", true)]
    [TestCase("evaluate --by magic", false)]
    [TestCase("index --outt DIR", false)]
    [TestCase("queries --per-kind 1000", true)]
    [TestCase("train poet", false)]
    public void A_mention_may_leave_out_what_a_command_needs_but_nothing_else(string line, bool isUnderstood) =>
        Assert.That(Fault(MarkdownPage.Words(line), isWhole: false) is null, Is.EqualTo(isUnderstood));

    [Test]
    public void A_page_is_cut_into_commands()
    {
        const string Block = "fashion search \"a # dress\" --index x    # finds it\n\n# nothing\ncp -r a b && fashion info \\\n  onnx\n";
        Assert.That(MarkdownPage.Commands(Block)[^2..], Is.EqualTo(["cp -r a b", "fashion info    onnx"]));
        Assert.That(MarkdownPage.Words("search \"red dress\" --with \"Model.Widths=[32, 64]\" --where a=\"b c\""),
            Is.EqualTo(["search", "red dress", "--with", "Model.Widths=[32, 64]", "--where", "a=b c"]));
        Assert.That(MarkdownPage.Words("chat --json < session.txt > \"a > b\""), Is.EqualTo(["chat", "--json"]));
    }

    static bool IsVariable(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and int end && word[..end].All(letter => char.IsAsciiLetterUpper(letter) || letter == '_');

    // Of the tool, typed in either way; null for another program.
    static string[]? Arguments(string[] words) => words switch
    {
        ["fashion", .. var rest] => rest,
        ["dotnet", "run", "-c", "Release", "--project", "src/MlNetFashion.Console", "--", .. var rest] => rest,
        _ => null,
    };

    static string? Fault(string[] arguments, bool isWhole)
    {
        ParseResult parsed = CommandRunner.Parse(Program.Table(Terminal.OfProcess()), arguments);
        string? fault = CommandRunner.Fault(parsed);
        bool onlyUnfinished = parsed.UnmatchedTokens.Count == 0
            && parsed.Errors.All(wrong => wrong.Message.StartsWith("Required ", StringComparison.Ordinal)
                || wrong.Message.EndsWith(" is required.", StringComparison.Ordinal));
        bool isMistyped = fault?.StartsWith("There is no ", StringComparison.Ordinal) == true;
        return !isWhole && onlyUnfinished && !isMistyped ? null : fault;
    }
}
