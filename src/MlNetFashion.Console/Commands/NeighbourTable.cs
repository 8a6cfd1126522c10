using System.Globalization;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>What was found, as a table: rank, score, title, id, and why.</summary>
static class NeighbourTable
{
    // "-0.123"
    const int NumberWidth = 6;

    public static Table Make(IReadOnlyList<Neighbour> found)
    {
        // One heading names the parts, so that the cells hold numbers only.
        string why = string.Join(" · ", found[0].Parts.Select(part => part.Name.PadLeft(NumberWidth)));
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("").RightAligned())
            .AddColumn(new TableColumn("score").RightAligned())
            .AddColumn("title")
            .AddColumn(new TableColumn("id").NoWrap())
            .AddColumn(new TableColumn($"{why}").NoWrap());
        for (int place = 0; place < found.Count; place++)
        {
            Neighbour neighbour = found[place];
            table.AddRow(
                new Cell($"{place + 1}"),
                new Cell(Number(neighbour.Score), new Style(decoration: Decoration.Bold)),
                new Cell(neighbour.Item.Title.Length > 0 ? neighbour.Item.Title : "-"),
                new Cell(neighbour.Id),
                new Cell(string.Join(" · ", neighbour.Parts.Select(part => Number(part.Cosine).PadLeft(Math.Max(NumberWidth, part.Name.Length))))));
        }

        return table;
    }

    static string Number(float value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
