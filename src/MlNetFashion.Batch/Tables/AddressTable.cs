using System.Globalization;
using MlNetFashion.Catalogues;
using Parquet;
using Parquet.Serialization;

namespace MlNetFashion.Batch;

/// <summary>A table of items with a column of picture URLs: CSV, TSV, or Parquet.</summary>
/// <param name="path">The file.</param>
/// <param name="columns">Which column tells what, where that is not found out by names.</param>
sealed class AddressTable(string path, IReadOnlyDictionary<string, string> columns)
{
    // A product's variants have their values in one cell, with this between.
    const string BetweenValues = "; ";

    /// <summary>Whether a source is a table, by its name.</summary>
    public static bool IsOne(string path) => SourceNames.IsTable(path) || IsParquet(path);

    /// <summary>Reads the rows. Those without a URL are told.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It cannot be read, or lacks a column of ids or of URLs.</exception>
    public IEnumerable<AddressedItem> Read(RejectLog rejects, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no table \"{path}\". Check the source of the job.", path);
        IEnumerable<CatalogueItem> items = IsParquet(path) ? ParquetItems(rejects, cancellation)
            : ProductTable.Load(path, new ProductCatalogueOptions { IdColumn = Named(ColumnRole.Id), TitleColumn = Named(ColumnRole.Title) },
                rejects, cancellation)
                .Rows.Select(row => row.Item);
        string? picture = Named(ColumnRole.Picture);
        foreach (CatalogueItem item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            picture ??= PictureColumn(item);
            string url = item.Attributes.GetValueOrDefault(picture, "").Split(BetweenValues)[0].Trim();
            if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
                yield return new AddressedItem(item, url);
            else
                rejects.Add(new RejectedEntry(path, item.Id, url.Length == 0 ? $"The column \"{picture}\" is empty."
                    : $"The column \"{picture}\" holds \"{url}\", which is no URL of http or https.", RejectKind.Row));
        }
    }

    static bool IsParquet(string path) => path.EndsWith(ShardFile.Extension, StringComparison.OrdinalIgnoreCase);

    string? Named(ColumnRole role) => columns.FirstOrDefault(pair => ColumnRoles.Parse(pair.Key) == role).Value;

    // By its name; else the first whose cell is a URL.
    string PictureColumn(CatalogueItem item)
    {
        string[] names = [.. item.Attributes.Keys];
        if (ColumnNames.Best(names, ColumnRole.Picture) is >= 0 and int best && item.Attributes[names[best]].Contains("://", StringComparison.Ordinal))
            return names[best];
        return item.Attributes.FirstOrDefault(pair => pair.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase)).Key
            ?? throw new InvalidDataException($"No column of \"{path}\" holds the URLs of pictures; the item \"{item.Id}\" has {string.Join(", ", names)}. "
                + "Name the column in the job file: \"columns\": { \"picture\": \"image_link\" }.");
    }

    IEnumerable<CatalogueItem> ParquetItems(RejectLog rejects, CancellationToken cancellation)
    {
        (string[] names, int groups) = Header();
        int id = Position(names, ColumnRole.Id), title = Position(names, ColumnRole.Title);
        if (id < 0)
            throw new InvalidDataException($"\"{path}\" has no column of ids; its columns are {string.Join(", ", names)}. "
                + "Name it in the job file: \"columns\": { \"id\": \"sku\" }.");
        for (int group = 0; group < groups; group++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (IDictionary<string, object?> row in Rows(group))
            {
                string? Cell(string name) => row.TryGetValue(name, out object? value) && value is not null ? MissingValues.Read(Text(value)) : null;

                if (Cell(names[id]) is not { } itsId)
                {
                    rejects.Add(new RejectedEntry(path, "", "The row has no id.", RejectKind.Row));
                    continue;
                }

                var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                for (int column = 0; column < names.Length; column++)
                {
                    if (column != id && column != title && Cell(names[column]) is { } value)
                        attributes.TryAdd(names[column], value);
                }

                yield return new CatalogueItem(itsId, title < 0 ? "" : Cell(names[title]) ?? "", attributes);
            }
        }
    }

    int Position(string[] names, ColumnRole role) => Named(role) is { } named
        ? Array.FindIndex(names, name => name.Equals(named, StringComparison.OrdinalIgnoreCase)) : ColumnNames.Best(names, role);

    // Columns of lists and maps are no attributes of an item.
    (string[] Names, int Groups) Header() => Guard(() =>
    {
        using FileStream file = File.OpenRead(path);
        ParquetReader reader = ParquetWait.For(ParquetReader.CreateAsync(file, leaveStreamOpen: true));
        string[] names = [.. reader.Schema.Fields.OfType<Parquet.Schema.DataField>().Select(field => field.Name)];
        int groups = reader.RowGroupCount;
        ParquetWait.For(reader.DisposeAsync());
        return (names, groups);
    });

    IList<IDictionary<string, object?>> Rows(int group) => Guard(() =>
    {
        using FileStream file = File.OpenRead(path);
        var options = new ParquetOptions { TreatByteArrayAsString = true };
        return ParquetWait.For(ParquetSerializer.DeserializeUntypedAsync(file, options, group)).Data.Cast<IDictionary<string, object?>>().ToList();
    });

    static string Text(object value) => value is ReadOnlyMemory<char> letters ? letters.ToString() : Convert.ToString(value,
        CultureInfo.InvariantCulture) ?? "";

    T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InvalidDataException or UnauthorizedAccessException or OutOfMemoryException or FileNotFoundException))
        {
            throw new InvalidDataException($"\"{path}\" is damaged or no Parquet file ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
