using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Collects items in the compact form that <see cref="ItemTable"/> reads.</summary>
sealed class ItemTableBuilder
{
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly Utf8StringsBuilder _ids = new(), _titles = new();
    readonly List<AttributeColumnBuilder> _columns = [];
    readonly Dictionary<string, AttributeColumnBuilder> _byName = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _seen.Count;

    public bool Contains(string id) => _seen.Contains(id);

    /// <exception cref="ArgumentException">The id is empty or was added before.</exception>
    public void Add(CatalogueItem item)
    {
        if (item.Id.Length == 0)
            throw new ArgumentException($"The item \"{item.Title}\" has no id. Ids name the answers of a search, so every item needs one.");
        int row = Count;
        if (!_seen.Add(item.Id))
            throw new ArgumentException($"The id \"{item.Id}\" comes twice. Ids name the answers of a search, so each may be used once.");
        _ids.Add(item.Id);
        _titles.Add(item.Title);
        foreach ((string name, string value) in item.Attributes)
        {
            if (!_byName.TryGetValue(name, out AttributeColumnBuilder? column))
            {
                column = _byName[name] = new AttributeColumnBuilder(name);
                _columns.Add(column);
            }

            column.Set(row, value);
        }
    }

    /// <summary>How often items have each value of the attributes.</summary>
    public IReadOnlyList<AttributeFacet> Facets() => [.. _columns.Select(column => column.Facet(Count))];

    public byte[] ToArray()
    {
        using var bytes = new MemoryStream();
        using (var target = new BinaryWriter(bytes))
        {
            _ids.Write(target);
            _titles.Write(target);
            var names = new Utf8StringsBuilder();
            foreach (AttributeColumnBuilder column in _columns)
                names.Add(column.Name);
            names.Write(target);
            foreach (AttributeColumnBuilder column in _columns)
                column.Write(target, Count);
        }

        return bytes.ToArray();
    }
}
