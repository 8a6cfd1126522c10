using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Ids, titles and attributes of all items, column by column.</summary>
/// <remarks>On disk, little-endian: the ids, the titles and the column names as <see cref="Utf8Strings"/>; then for each column its
/// distinct values as <see cref="Utf8Strings"/> and one int32 code an item (see <see cref="AttributeColumn"/>).</remarks>
sealed class ItemTable
{
    readonly Utf8Strings _ids, _titles;
    readonly AttributeColumn[] _columns;
    readonly Lazy<Dictionary<string, int>> _rowOf;

    ItemTable(Utf8Strings ids, Utf8Strings titles, AttributeColumn[] columns)
    {
        _ids = ids;
        _titles = titles;
        _columns = columns;
        ColumnNames = [.. columns.Select(column => column.Name)];
        _rowOf = new(() =>
        {
            var rows = new Dictionary<string, int>(Count, StringComparer.Ordinal);
            for (int row = 0; row < Count; row++)
                rows.TryAdd(_ids[row], row);
            return rows;
        });
    }

    public int Count => _ids.Count;

    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>What columns tell; empty where nobody said.</summary>
    public IReadOnlyList<AttributeRole> Roles { get; init; } = [];

    public CatalogueItem this[int row]
    {
        get
        {
            var attributes = new Dictionary<string, string>(_columns.Length, StringComparer.OrdinalIgnoreCase);
            foreach (AttributeColumn column in _columns)
            {
                if (column.Codes[row] > 0)
                    attributes[column.Name] = column.Values[column.Codes[row] - 1];
            }

            return new CatalogueItem(_ids[row], _titles[row], attributes);
        }
    }

    public string Id(int row) => _ids[row];

    public string Title(int row) => _titles[row];

    public int Find(string id) => _rowOf.Value.TryGetValue(id, out int row) ? row : -1;

    /// <summary>How often items have each value of the columns.</summary>
    public IReadOnlyList<AttributeFacet> Facets() => [.. _columns.Select(column => column.Facet(null))];

    public AttributeColumn? Column(string name) =>
        Array.Find(_columns, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="InvalidDataException">The bytes are no such table.</exception>
    public static ItemTable Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<AttributeRole>? roles = null)
    {
        var cursor = new SectionCursor(bytes);
        Utf8Strings ids = Utf8Strings.Read(ref cursor), titles = Utf8Strings.Read(ref cursor), names = Utf8Strings.Read(ref cursor);
        var columns = new AttributeColumn[names.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            Utf8Strings values = Utf8Strings.Read(ref cursor);
            string[] distinct = new string[values.Count];
            for (int value = 0; value < distinct.Length; value++)
                distinct[value] = values[value];
            columns[i] = new AttributeColumn(names[i], distinct, cursor.ReadInts(ids.Count, distinct.Length));
        }

        if (titles.Count != ids.Count || !cursor.AtEnd)
            throw new InvalidDataException($"The table of items is damaged: it has {ids.Count} ids and {titles.Count} titles, or more bytes than it should. "
                + "Index the catalogue again.");
        return new ItemTable(ids, titles, columns) { Roles = roles ?? [] };
    }
}
