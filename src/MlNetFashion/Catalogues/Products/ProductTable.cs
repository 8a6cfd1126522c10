namespace MlNetFashion.Catalogues;

/// <summary>The rows of a product CSV by id. An item's attributes are the columns beside id and
/// title; values that are empty or spelled as missing (NA, NULL, NaN, …) are
/// absent.</summary>
/// <remarks>Further rows of an id without a title, or with the same, are variants of the product:
/// their other values are added to the first row's, as in "S; M; L".</remarks>
public sealed class ProductTable
{
    readonly Dictionary<string, CatalogueItem> _items;

    ProductTable(Dictionary<string, CatalogueItem> items, IReadOnlyList<ProductRow> rows, string path) => (_items, Rows, Path) = (items, rows, path);

    /// <summary>The number of items.</summary>
    public int Count => _items.Count;

    /// <summary>The items, in no particular order.</summary>
    public IReadOnlyCollection<CatalogueItem> Items => _items.Values;

    /// <summary>The rows, in the order of the file.</summary>
    internal IReadOnlyList<ProductRow> Rows { get; }

    /// <summary>The file, as errors name it.</summary>
    internal string Path { get; }

    /// <summary>Reads a CSV, plain or gzipped. The rows are kept in memory, the photos never are.</summary>
    /// <param name="path">The file or pipe; its first line names the columns.</param>
    /// <param name="options">The columns of id and title, where they are not to be found out.</param>
    /// <param name="rejects">Takes rows with too few or too many fields, without an id, or of an id that was there before.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header cannot be read, or lacks a column; the message names those there are.</exception>
    public static ProductTable Load(string path, ProductCatalogueOptions options, RejectLog rejects, CancellationToken cancellation = default) =>
        Load(CsvBytes.OfFile(path, cancellation), options, [], rejects, cancellation);

    /// <summary>Reads a CSV whose rows belong to photos.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="options">The columns of id and title, where they are not to be found out.</param>
    /// <param name="photos">Names of photos, by which the column that names them is found; none to take the column of ids.</param>
    /// <param name="rejects">Takes what is wrong with rows.</param>
    /// <param name="cancellation">Stops.</param>
    internal static ProductTable Load(CsvBytes bytes, ProductCatalogueOptions options, IReadOnlyList<string> photos, RejectLog rejects,
        CancellationToken cancellation)
    {
        CsvTable csv = CsvTable.Open(bytes, options.Encoding, cancellation);
        int? id = options.IdColumn is { } idColumn ? csv.Find(idColumn, "id", "IdColumn (--id-column)") : null;
        int? title = options.TitleColumn is { } titleColumn ? csv.Find(titleColumn, "title", "TitleColumn (--title-column)") : null;
        foreach (string column in options.Columns)
            csv.Find(column, "attribute", "Columns (--column)");
        List<CsvRow> read = RowShape.Fit(csv, title ?? ColumnNames.Best(csv.Columns, ColumnRole.Title), rejects);
        ProductColumns columns = ProductColumns.Find(csv, read, id, title, photos);
        if (photos.Count > 0 && (id is null || title is null))
            rejects.Note(columns.Describe(csv));
        return new ProductTableBuilder(csv, columns, rejects).Build(read, (items, rows) => new ProductTable(items, rows, csv.Path));
    }

    /// <summary>The item of an id, or null.</summary>
    public CatalogueItem? Find(string id) => _items.GetValueOrDefault(id);
}
