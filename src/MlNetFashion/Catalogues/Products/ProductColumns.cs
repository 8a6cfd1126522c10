namespace MlNetFashion.Catalogues;

/// <summary>Which columns of a table name its items.</summary>
/// <param name="Id">The column of ids.</param>
/// <param name="Photo">The column whose cells name the photos; often the same.</param>
/// <param name="Title">The column of titles; −1 where there is none.</param>
sealed record ProductColumns(int Id, int Photo, int Title)
{
    const int PhotosToTry = 200, ExamplesShown = 3;

    // Of a title's words: fewer are a value, more are a description.
    const double FewestWords = 2, MostWords = 20;

    /// <summary>Finds them by their names, by the photos' names, and by what they hold.</summary>
    /// <param name="csv">The table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="id">The column of ids, where a person named it.</param>
    /// <param name="title">The column of titles, where a person named it.</param>
    /// <param name="photos">Names of photos; none where nobody asks for them.</param>
    /// <exception cref="InvalidDataException">No column can be one of ids.</exception>
    public static ProductColumns Find(CsvTable csv, List<CsvRow> rows, int? id, int? title, IReadOnlyList<string> photos)
    {
        int named = id ?? ColumnNames.Best(csv.Columns, ColumnRole.Id);
        if (named < 0 && photos.Count == 0)
            named = csv.Find("id", "id", "IdColumn (--id-column)");
        int photo = photos.Count == 0 ? named : PhotoColumn(csv, rows, named, [.. Sample(photos)]);
        return new ProductColumns(named >= 0 ? named : photo, photo, title ?? TitleColumn(csv, rows));
    }

    /// <summary>What was found out, in a sentence.</summary>
    public string Describe(CsvTable csv)
    {
        string photos = Photo == Id ? "id and photo" : $"id, {csv.Columns[Photo]} is the photo";
        return $"In {csv.Path}, {csv.Columns[Id]} is {photos}, {(Title < 0 ? "nothing" : csv.Columns[Title])} is the title. "
            + "Others can be named with --id-column and --title-column (in a program: IdColumn, TitleColumn).";
    }

    // The column of ids where it names at least half as many photos as any other column does.
    static int PhotoColumn(CsvTable csv, List<CsvRow> rows, int named, string[] photos)
    {
        int byName = named < 0 ? 0 : Names(named);
        if (byName * 2 > photos.Length)
            return named;
        var keys = photos.SelectMany(Keys).ToHashSet(StringComparer.Ordinal);
        int best = -1, most = 0;
        for (int column = 0; column < csv.Columns.Length; column++)
        {
            // Cheap before dear: most columns hold nothing of the kind.
            if (column != named && rows.Any(row => keys.Contains(IdSpelling.NumberKey(IdSpelling.Key(IdSpelling.Tidy(row.Fields[column])))))
                && Names(column) is var count && count > most)
                (best, most) = (column, count);
        }

        if (byName > 0 && byName * 2 >= most)
            return named;
        if (most > 0)
            return best;
        int shown = named >= 0 ? named : 0;
        string cells = string.Join(", ", rows.Select(row => row.Fields[shown].Trim()).Where(cell => cell.Length > 0).Take(ExamplesShown).Select(Short));
        string names = string.Join(", ", photos.Take(ExamplesShown).Select(SourceNames.FileName));
        throw new InvalidDataException($"No column of the CSV \"{csv.Path}\" names the photos: "
            + $"photos are named such as {names}, but {csv.Columns[shown]} holds {(cells.Length > 0 ? cells : "nothing")}. " +
            "Name the column that holds the photos' names or ids with IdColumn (--id-column), or take the CSV that belongs to the photos.");

        int Names(int column) =>
            PhotoJoin.Count(photos,
                [.. rows.Where(row => !string.IsNullOrWhiteSpace(row.Fields[column])).Select(row => new ProductRow(null!, row.Fields[column].Trim(), row.Line))
                    .DistinctBy(row => row.Cell)]);
    }

    static int TitleColumn(CsvTable csv, List<CsvRow> rows)
    {
        if (ColumnNames.Best(csv.Columns, ColumnRole.Title) is >= 0 and int named)
            return named;
        int best = -1;
        double most = FewestWords;
        CsvRow[] sample = [.. Sample(rows)];
        for (int column = 0; column < csv.Columns.Length && sample.Length > 0; column++)
        {
            string[] cells = [.. sample.Select(row => MissingValues.Read(row.Fields[column]) ?? "").Where(cell => cell.Length > 0)];
            double words = cells.Length == 0 ? 0 : cells.Average(cell => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            bool isAddress = cells.Any(cell => cell.Contains("://", StringComparison.Ordinal) || cell.Contains('<', StringComparison.Ordinal));
            if (words > most && words <= MostWords && !isAddress && cells.Distinct(StringComparer.Ordinal).Count() * 2 > sample.Length)
                (best, most) = (column, words);
        }

        return best;
    }

    static IEnumerable<string> Keys(string photo)
    {
        string stem = SourceNames.Stem(photo);
        yield return IdSpelling.NumberKey(IdSpelling.Key(stem));
        for (int i = 0; i < 2 && IdSpelling.SplitView(stem) is { } split; i++)
        {
            stem = split.Stem;
            yield return IdSpelling.NumberKey(IdSpelling.Key(stem));
        }
    }

    static IEnumerable<T> Sample<T>(IReadOnlyList<T> all)
    {
        int step = Math.Max(1, all.Count / PhotosToTry);
        for (int i = 0; i < all.Count; i += step)
            yield return all[i];
    }

    static string Short(string cell) => cell.Length <= 40 ? cell : $"{cell[..40]}…";
}
