using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

[NonParallelizable]
public sealed class ChatTests
{
    static readonly string[] s_where = ["chat", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder];

    [Test]
    public void Each_line_of_input_is_answered_by_a_line_of_json()
    {
        JsonElement[] lines = Talk(["a red dress", "more like the second one, but in blue", "number 99", "/why 1", "/undo", "show me more"],
            "--json", "--top", "5").Json;
        Assert.That(lines, Has.Length.EqualTo(6));
        string[][] ids = [.. lines.Select(line =>
            line.TryGetProperty("neighbours", out JsonElement found)
            ? found.EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToArray() : [])];
        Assert.That(lines[1].GetProperty("like").EnumerateArray().Single().GetString(), Is.EqualTo(ids[0][1]));
        Assert.That(ids[1], Has.Length.EqualTo(5).And.No.Member(ids[0][1]));
        Assert.That(lines[2].GetProperty("answer").GetString(), Does.Contain("numbers 1 to 5"));
        Assert.That(ids[2], Is.EqualTo(ids[1]));
        Assert.That(lines[3].GetProperty("answer").GetString(), Does.Contain("composed ").And.Contain("as asked"));
        Assert.That(ids[4], Is.EqualTo(ids[0]));
        Assert.That(ids[5], Has.Length.EqualTo(5).And.None.AnyOf(ids[0]));
        Assert.That(lines[5].GetProperty("firstPlace").GetInt32(), Is.EqualTo(6));
    }

    [TestCase("quit")]
    [TestCase("Exit")]
    [TestCase("bye!")]
    [TestCase("good bye")]
    [TestCase("/quit")]
    public void Who_leaves_in_words_leaves(string said) => Assert.That(Talk(["a red dress", said, "a shirt"], "--json").Json, Has.Length.EqualTo(1));

    [TestCase("HELP")]
    [TestCase("help!")]
    [TestCase("?")]
    [TestCase("/help")]
    public void Help_in_words_is_help_and_no_wish(string said)
    {
        JsonElement[] lines = Talk(["a red dress", said, "what did you understand?"], "--json").Json;
        Assert.That(lines[1].GetProperty("answer").GetString(), Does.Contain("Commands: /undo"));
        Assert.That(lines[2].GetProperty("state").GetString(), Is.EqualTo(lines[0].GetProperty("state").GetString()));
    }

    [Test]
    public void A_conversation_keeps_its_conditions()
    {
        JsonElement line = Talk(["a dress"], "--json", "--where", "colour=red", "--boost", "garment=skirt").Json.Single();
        Assert.That(line.GetProperty("neighbours").EnumerateArray().Select(found => found.GetProperty("title").GetString()),
            Is.Not.Empty.And.All.Contains("red").IgnoreCase);
    }

    [Test]
    public void A_table_is_shown_without_escapes_where_nobody_watches()
    {
        string shown = Talk(["a red dress", "/help", "/nonsense", "/quit", "a shirt"]).Output;
        Assert.That(shown, Does.Contain("Looking for: red dress.").And.Contain("/save FILE.png").And.Contain("no command /nonsense").And.Not.Contain("shirt.")
            .And.Not.Contain("\e"));
        Assert.That(shown.Split('\n').Count(row => row.Contains("sample-0", StringComparison.Ordinal)), Is.EqualTo(10));
    }

    [Test]
    public void What_is_shown_is_saved_as_a_picture_and_a_bad_place_ends_nothing()
    {
        using TemporaryFolder folder = new();
        string path = folder["sheet.png"];
        string shown = Talk(["a red dress", $"/save {path}", "/save /proc/none/sheet.png", "/save sheet.jpg", "what did you understand?"]).Output;
        Assert.That(RgbImage.Load(path).Width, Is.GreaterThan(200));
        Assert.That(shown, Does.Contain(path).And.Contain("ends with .png").And.Contain("colour: red"));
    }

    [Test]
    public void A_picture_begins_the_conversation()
    {
        JsonElement[] lines = Talk(["in blue"], "--json", "--image", Path.Combine(SmallCatalogue.Photos, "sample-00007.png")).Json;
        Assert.That(lines.Select(line => line.GetProperty("answer").GetString()), Has.All.Contains("like the picture"));
        Assert.That(lines[1].GetProperty("state").GetString(), Is.EqualTo("blue"));
    }

    [TestCase("xterm-kitty", null, null, InlineProtocol.Kitty)]
    [TestCase("xterm-256color", "iTerm.app", null, InlineProtocol.ITerm)]
    [TestCase("xterm-256color", "WezTerm", null, InlineProtocol.ITerm)]
    [TestCase("xterm-256color", null, null, InlineProtocol.None)]
    [TestCase("tmux-256color", "iTerm.app", "/tmp/tmux", InlineProtocol.None)]
    public void Pictures_are_inline_only_where_the_environment_says_so(string term, string? program, string? tmux, object expected) =>
        Assert.That(InlinePicture.Protocol(name => name switch { "TERM" => term, "TERM_PROGRAM" => program, "TMUX" => tmux, _ => null }), Is.EqualTo(expected));

    static ToolRun Talk(string[] lines, params string[] more)
    {
        TextReader before = Console.In;
        try
        {
            Console.SetIn(new StringReader(string.Join('\n', lines)));
            return ToolRun.Of([.. s_where, .. more]).Succeeded();
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
