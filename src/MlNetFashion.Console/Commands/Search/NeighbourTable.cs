using System.Globalization;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>What was found, as a table: rank, score, title, id, and why.</summary>
static class NeighbourTable
{
    // "-0.123"
    const int NumberWidth = 6;

    // Two spaces and a border around each column, and the places' digits.
    const int AroundColumn = 3, PlaceWidth = 4;

    // A title in less is a column of syllables.
    const int LeastTitleWidth = 16;

    const int MostColours = 4;

    /// <param name="found">What was found, best first.</param>
    /// <param name="width">The screen's, in characters: where it is narrow, the reasons are left out, and then the ids.</param>
    /// <param name="why">Tell below each title why, on every screen.</param>
    /// <param name="firstPlace">The place of the first of them.</param>
    public static Table Make(IReadOnlyList<Neighbour> found, int width, bool why = false, int firstPlace = 1)
    {
        // One heading names the parts, so that the cells hold numbers only.
        string parts = string.Join(" · ", found[0].Parts.Select(part => Label(part).PadLeft(NumberWidth)));
        int left = width - AroundColumn - PlaceWidth - NumberWidth - LeastTitleWidth - 3 * AroundColumn;
        bool withIds = Takes(found.Max(neighbour => neighbour.Id.Length)), withReasons = withIds && !why && Takes(parts.Length);
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("").RightAligned())
            .AddColumn(new TableColumn("score").RightAligned())
            .AddColumn("title");
        if (withIds)
            table.AddColumn(new TableColumn("id").NoWrap());
        if (withReasons)
            table.AddColumn(new TableColumn($"{parts}").NoWrap());
        for (int place = 0; place < found.Count; place++)
        {
            Neighbour neighbour = found[place];
            Cell[] cells =
            [
                new($"{firstPlace + place}"),
                new(Number(neighbour.Score), new Style(decoration: Decoration.Bold)),
                new(string.Join('\n', (string[])[Title(neighbour), .. why ? WhyText.Lines(neighbour) : []])),
                new(SafeText.OneLine(neighbour.Id)),
                new(string.Join(" · ", neighbour.Parts.Select(part => Number(part.Cosine).PadLeft(Math.Max(NumberWidth, Label(part).Length))))),
            ];
            table.AddRow(cells[..table.Columns.Count]);
        }

        return table;

        bool Takes(int columnWidth)
        {
            left -= columnWidth + AroundColumn;
            return left >= 0;
        }
    }

    static string Title(Neighbour neighbour)
    {
        string title = neighbour.Item.Title.Length > 0 ? SafeText.OneLine(neighbour.Item.Title) : "-";
        return $"{title}{AndAlike(neighbour)}{AndColours(neighbour)}";
    }

    /// <summary>", and 3 alike", or nothing.</summary>
    public static string AndAlike(Neighbour neighbour) => neighbour.Alike.Count == 0 ? "" : $", and {neighbour.Alike.Count} alike";

    /// <summary>" · Blue, Red and 3 more", or nothing where the item has no variants.</summary>
    static string AndColours(Neighbour neighbour)
    {
        if (neighbour.Variants.Count == 0)
            return "";
        string more = neighbour.Colours.Count > MostColours ? $" and {neighbour.Colours.Count - MostColours} more" : "";
        string colours = SafeText.OneLine(string.Join(", ", neighbour.Colours.Take(MostColours)));
        return neighbour.Colours.Count == 0 ? $" · {neighbour.Variants.Count + 1} variants" : $" · {colours}{more}";
    }

    // "0.7 composed": what it counts, and what it is.
    static string Label(PartScore part) => part.Weight == 1 ? part.Name : string.Create(CultureInfo.InvariantCulture, $"{part.Weight:0.##} {part.Name}");

    static string Number(float value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
