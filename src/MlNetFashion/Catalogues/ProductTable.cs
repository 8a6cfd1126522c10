namespace MlNetFashion.Catalogues;

/// <summary>The rows of a product CSV by id. An item's attributes are the columns beside id and title; values that are empty or <c>NA</c> are absent.</summary>
public sealed class ProductTable
{
    const string NotAvailable = "NA";

    readonly Dictionary<string, CatalogueItem> _items;

    ProductTable(Dictionary<string, CatalogueItem> items) => _items = items;

    /// <summary>The number of items.</summary>
    public int Count => _items.Count;

    /// <summary>The items, in no particular order.</summary>
    public IReadOnlyCollection<CatalogueItem> Items => _items.Values;

    /// <summary>Reads a CSV, plain or gzipped. The rows are kept in memory, the photos never are.</summary>
    /// <param name="path">The file; its first line names the columns.</param>
    /// <param name="options">The columns of id and title.</param>
    /// <param name="rejects">Takes rows with too few or too many fields, without an id, or of an id that was there before.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header cannot be read, or lacks a column; the message names those there are.</exception>
    public static ProductTable Load(string path, ProductCatalogueOptions options, RejectLog rejects)
    {
        CsvTable csv = CsvTable.Open(path);
        int id = csv.Find(options.IdColumn, "id", "IdColumn (--id-column)");
        int title = csv.Find(options.TitleColumn, "title", "TitleColumn (--title-column)");
        var items = new Dictionary<string, CatalogueItem>(StringComparer.Ordinal);
        foreach (CsvRow row in csv.Rows(rejects))
        {
            string key = row.Fields[id].Trim();
            string? wrong = key.Length == 0 ? "The row has no id."
                : items.ContainsKey(key) ? $"The id {key} has a row already; the first is kept."
                : null;
            if (wrong is null)
                items.Add(key, new CatalogueItem(key, Value(row.Fields[title]) ?? "", Attributes(csv.Columns, row.Fields, id, title)));
            else
                rejects.Add(new RejectedEntry(path, $"line {row.Line}", $"Line {row.Line}: {wrong}", key.Length == 0 ? RejectKind.Row : RejectKind.DuplicateId));
        }

        return new ProductTable(items);
    }

    /// <summary>The item of an id, or null.</summary>
    public CatalogueItem? Find(string id) => _items.GetValueOrDefault(id);

    static Dictionary<string, string> Attributes(string[] columns, string[] fields, int id, int title)
    {
        var attributes = new Dictionary<string, string>(columns.Length, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < columns.Length; i++)
        {
            if (i != id && i != title && columns[i].Length > 0 && Value(fields[i]) is { } value)
                attributes.TryAdd(columns[i], value);
        }

        return attributes;
    }

    static string? Value(string field) => field.Trim() is { Length: > 0 } value && value != NotAvailable ? value : null;
}
