namespace MlNetFashion.Catalogues;

/// <summary>Makes items of rows.</summary>
sealed class ProductTableBuilder(CsvTable csv, ProductColumns columns, RejectLog rejects)
{
    // Between the values that an item's rows have in one column.
    const string Between = "; ";

    const int LongestValue = 4000;

    readonly Dictionary<string, CatalogueItem> _items = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _idOfCell = new(StringComparer.Ordinal);
    readonly List<ProductRow> _rows = [];
    int _variants;

    /// <summary>Reads the rows.</summary>
    public T Build<T>(IEnumerable<CsvRow> rows, Func<Dictionary<string, CatalogueItem>, IReadOnlyList<ProductRow>, T> make)
    {
        foreach (CsvRow row in rows)
            Add(row);
        if (_variants > 0)
            rejects.Note($"{(_variants == 1 ? "1 row" : $"{_variants:N0} rows")} of {csv.Path} are variants of an item before; "
                + "their values were added to its own, with \";\" between them.");
        return make(_items, _rows);
    }

    void Add(CsvRow row)
    {
        string cell = row.Fields[columns.Id].Trim(), photo = row.Fields[columns.Photo].Trim();
        string title = columns.Title < 0 ? "" : MissingValues.Read(row.Fields[columns.Title]) ?? "";
        if (MissingValues.Read(cell) is null)
        {
            Reject(row, "The row has no id.", RejectKind.Row);
            return;
        }

        if (_idOfCell.TryGetValue(cell, out string? known))
        {
            CatalogueItem first = _items[known];
            if ((title.Length == 0 || title == first.Title) && AddValues((Dictionary<string, string>)first.Attributes, row))
                _variants++;
            else
                Reject(row, $"The id {cell} has a row already; the first is kept.", RejectKind.DuplicateId);
            return;
        }

        // Two cells that only differ in what surrounds the id stay two items.
        string tidy = columns.Id == columns.Photo ? IdSpelling.Tidy(cell) : IdSpelling.TidyNumber(cell);
        string id = tidy.Length > 0 && !_items.ContainsKey(tidy) ? tidy : cell;
        for (int n = 2; _items.ContainsKey(id); n++)
            id = $"{cell} ({n})";
        var attributes = new Dictionary<string, string>(csv.Columns.Length, StringComparer.OrdinalIgnoreCase);
        var item = new CatalogueItem(id, title, attributes);
        foreach ((int column, string value) in Values(row))
            attributes.TryAdd(csv.Columns[column], value);
        _idOfCell.Add(cell, id);
        _items.Add(id, item);
        _rows.Add(new ProductRow(item, photo, row.Line));
    }

    // False where the row says nothing new.
    bool AddValues(Dictionary<string, string> attributes, CsvRow row)
    {
        bool any = false;
        foreach ((int column, string value) in Values(row))
        {
            string name = csv.Columns[column];
            if (!attributes.TryGetValue(name, out string? before))
                attributes[name] = value;
            else if (before.Split(Between).Contains(value, StringComparer.Ordinal) || before.Length + value.Length > LongestValue)
                continue;
            else
                attributes[name] = before + Between + value;
            any = true;
        }

        return any;
    }

    IEnumerable<(int Column, string Value)> Values(CsvRow row)
    {
        for (int i = 0; i < csv.Columns.Length; i++)
        {
            if (i != columns.Id && i != columns.Title && csv.Columns[i].Length > 0 && MissingValues.Read(row.Fields[i]) is { } value)
                yield return (i, value);
        }
    }

    void Reject(CsvRow row, string reason, RejectKind kind) => rejects.Add(new RejectedEntry(csv.Path, $"line {row.Line}", $"Line {row.Line}: {reason}", kind));
}
