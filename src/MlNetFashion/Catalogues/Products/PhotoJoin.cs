namespace MlNetFashion.Catalogues;

/// <summary>Which photo belongs to which row: joined where only one reading of the names is possible, and the most literal one first.</summary>
/// <remarks>A photo's name is compared with the rows' cells as it is; without extension,
/// path and case; as a number; and then the same without what may be the number of a view.
/// Each row has one photo:
/// the one that is nearest to its cell, of several views the first. The others are told.</remarks>
sealed class PhotoJoin
{
    const int Exact = 0, OfPath = 1, OfKey = 2, OfNumber = 3, OfView = 10, Ambiguous = 100;

    readonly Dictionary<(string Source, string Name), PhotoMatch> _matches = [];

    /// <summary>Joins the photos that there are with the rows that there are.</summary>
    public static PhotoJoin Of(IReadOnlyList<(string Source, string Name)> photos, IReadOnlyList<ProductRow> rows)
    {
        var join = new PhotoJoin();
        var index = new RowIndex(rows);
        var best = new Dictionary<ProductRow, ((int Strength, (int, string) View) Rank, (string, string) Photo)>();
        foreach ((string Source, string Name) photo in photos)
        {
            (ProductRow? row, int strength, string view, string? others) = index.Find(photo.Name);
            join._matches.TryAdd(photo, new PhotoMatch(row, strength >= OfView && strength < Ambiguous, IsChosen: false, others));
            (int, (int, string)) rank = (strength, IdSpelling.Rank(view));
            if (row is not null && (!best.TryGetValue(row, out ((int, (int, string)) Rank, (string, string)) known) || rank.CompareTo(known.Rank) < 0))
                best[row] = (rank, photo);
        }

        foreach ((_, (string, string) photo) in best.Values)
            join._matches[photo] = join._matches[photo] with { IsChosen = true };
        return join;
    }

    /// <summary>How many of the photos have a row.</summary>
    public static int Count(IEnumerable<string> photos, IReadOnlyList<ProductRow> rows)
    {
        var index = new RowIndex(rows);
        return photos.Count(photo => index.Find(photo).Row is not null);
    }

    /// <summary>What a photo belongs to.</summary>
    public PhotoMatch Match(string source, string name) => _matches.GetValueOrDefault((source, name), PhotoMatch.None);

    sealed class RowIndex
    {
        readonly ILookup<string, ProductRow> _exact;
        // Where every photo is named as its cell, none of these is made.
        readonly Lazy<ILookup<string, ProductRow>> _paths, _keys, _numbers;

        public RowIndex(IReadOnlyList<ProductRow> rows)
        {
            _exact = rows.ToLookup(row => row.Cell, StringComparer.Ordinal);
            _paths = new(() => rows.Where(row => IdSpelling.PathKey(row.Cell) is not null)
                .ToLookup(row => IdSpelling.PathKey(row.Cell)!, StringComparer.Ordinal));
            _keys = new(() => rows.ToLookup(row => IdSpelling.Key(IdSpelling.Tidy(row.Cell)), StringComparer.Ordinal));
            _numbers = new(() => rows.ToLookup(row => IdSpelling.NumberKey(IdSpelling.Key(IdSpelling.Tidy(row.Cell))), StringComparer.Ordinal));
        }

        public (ProductRow? Row, int Strength, string View, string? Others) Find(string name)
        {
            string stem = SourceNames.Stem(name).Trim(), view = "";
            string? path = IdSpelling.PathKeyOfName(SourceNames.WithoutExtension(name));
            for (int weaker = 0; weaker <= 2 * OfView; weaker += OfView)
            {
                foreach ((int strength, IEnumerable<ProductRow> rows) in Readings(stem, path))
                {
                    ProductRow[] found = [.. rows.Take(3)];
                    if (found.Length == 1)
                        return (found[0], strength + weaker, view, null);
                    if (found.Length > 1)
                        return (null, Ambiguous, view, string.Join(" and ", found.Take(2).Select(row => $"\"{row.Cell}\" (line {row.Line})")));
                }

                if (IdSpelling.SplitView(stem) is not { } split)
                    break;
                (stem, view, path) = (split.Stem.TrimEnd(), split.View, null);
            }

            return (null, Ambiguous, "", null);
        }

        IEnumerable<(int, IEnumerable<ProductRow>)> Readings(string stem, string? path)
        {
            yield return (Exact, _exact[stem]);
            for (; path is not null && path.Contains('/', StringComparison.Ordinal); path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..])
                yield return (OfPath, _paths.Value[path]);
            string key = IdSpelling.Key(stem);
            yield return (OfKey, _keys.Value[key]);
            yield return (OfNumber, _numbers.Value[IdSpelling.NumberKey(key)]);
        }
    }
}
