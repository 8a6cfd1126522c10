namespace MlNetFashion.Catalogues;

/// <summary>Makes rows have as many fields as the header has columns, where it is plain how.</summary>
static class RowShape
{
    const int LinesNamed = 3;

    /// <summary>The rows that fit or can be made to; the others are rejected with their line, and what was mended is noted.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="title">The column of titles, or −1: a title with a comma that nobody quoted
    /// is a field too many, and is whole again where it stands last.</param>
    /// <param name="rejects">Takes the rest.</param>
    public static List<CsvRow> Fit(CsvTable csv, int title, RejectLog rejects)
    {
        int columns = csv.Columns.Length;
        var rows = new List<CsvRow>();
        List<long> joined = [], foreign = [];
        foreach (CsvRow row in csv.Rows(rejects))
        {
            if (row.HasForeignBytes)
                foreign.Add(row.Line);
            int given = row.Fields.Length;
            if (given == columns)
                rows.Add(row);
            else if (given > columns && row.Fields.Skip(columns).All(string.IsNullOrWhiteSpace))
                rows.Add(row with { Fields = row.Fields[..columns] });
            else if (given > columns && title == columns - 1)
            {
                joined.Add(row.Line);
                rows.Add(
                    row with
                    {
                        Fields = [.. row.Fields.Take(columns - 1),
                            string.Join($"{csv.Separator} ", row.Fields.Skip(columns - 1).Where(field => field.Length > 0))]
                    });
            }
            else if (given < columns && csv.Columns.Skip(given).All(name => name.Length == 0))
                rows.Add(row with { Fields = [.. row.Fields, .. Enumerable.Repeat("", columns - given)] });
            else
            {
                string reason = $"Line {row.Line}: The row has {given} fields, but the header names {columns} columns. Quote values that hold the separator.";
                rejects.Add(new RejectedEntry(csv.Path, $"line {row.Line}", reason, RejectKind.Row));
            }
        }

        if (joined.Count > 0)
            rejects.Note($"{Rows(joined)} of {csv.Path} had more fields than the header has columns; "
                + $"the surplus was taken for a part of the last, \"{csv.Columns[^1]}\". Quote values that hold the separator.");
        if (csv.GuessedEncoding)
        {
            string example = rows.SelectMany(row => row.Fields).FirstOrDefault(field => field.Any(c => c > '\u007f')) is { } field
                ? $", such as \"{(field.Length > 60 ? field[..60] : field)}\"" : "";
            rejects.Note($"{csv.Path} is not UTF-8 and was read as Windows-1252{example}. "
                + "If that is wrong, name its encoding with Encoding (--encoding), such as windows-1251, iso-8859-2 or shift_jis.");
        }
        else if (foreign.Count > 0)
            rejects.Note($"{Rows(foreign)} of {csv.Path} held bytes that are no UTF-8, which were read as Windows-1252, or bytes of zero.");
        return rows;
    }

    static string Rows(List<long> lines) =>
        $"{(lines.Count == 1 ? "1 row" : $"{lines.Count:N0} rows")} "
            + $"(line {string.Join(", ", lines.Take(LinesNamed))}{(lines.Count > LinesNamed ? ", …" : "")})";
}
