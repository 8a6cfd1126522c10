using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Tool.Commands;
using Spectre.Console.Testing;

namespace MlNetFashion.Tests.Commands;

public sealed class NeighbourTableTests
{
    static readonly PartScore[] s_parts = [new("text", 0.5f, 0.612f), new("composed", 0.3f, 0.723f), new("generated", 0.2f, 0.834f)];

    [Test]
    public void Rank_score_and_title_are_there_on_every_screen_and_no_line_is_wider([Range(36, 160, 4)] int width)
    {
        string[] rows = Rows(width, Item("sample-00001", "Red dress"), Item("sample-00002", "Blue dress with long sleeves and a V-neck"));
        Assert.That(rows, Has.All.Length.LessThanOrEqualTo(width));
        Assert.That(rows, Has.One.Contains("1   0.750   Red dress"));
        Assert.That(rows, Has.One.Contains("2   0.750   Blue dress"));
    }

    [Test]
    public void A_wide_screen_shows_ids_and_reasons_a_narrow_one_leaves_the_reasons_out_first()
    {
        Assert.That(string.Join('\n', Rows(120, Item("sample-00001", "Red dress"))),
            Does.Contain("sample-00001").And.Contain("generated").And.Contain("0.834"));
        Assert.That(string.Join('\n', Rows(70, Item("sample-00001", "Red dress"))), Does.Contain("sample-00001").And.Not.Contain("generated"));
        Assert.That(string.Join('\n', Rows(40, Item("sample-00001", "Red dress"))), Does.Not.Contain("sample").And.Not.Contain("generated"));
    }

    [Test]
    public void A_title_cannot_steer_the_terminal()
    {
        string shown = string.Join('\n', Rows(120, Item("a\u001b[2J", "\u001b]0;title\u0007Red\r\ndress \u202eesrever [bold]x[/]")));
        Assert.That(shown.Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
        Assert.That(shown, Does.Not.Contain("\u202e").And.Contain("Red  dress").And.Contain("[bold]x[/]"));
    }

    static Neighbour Item(string id, string title) => new(new CatalogueItem(id, title, new Dictionary<string, string>()), 0.75f, 0) { Parts = s_parts };

    static string[] Rows(int width, params Neighbour[] found)
    {
        TestConsole console = new TestConsole().Width(width);
        console.Write(NeighbourTable.Make(found, width));
        return [.. console.Lines];
    }
}
