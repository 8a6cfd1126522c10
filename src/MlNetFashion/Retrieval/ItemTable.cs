using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Ids, titles and attributes of all items, read where they lie; an attribute of all items is put together when it is first asked for.</summary>
sealed class ItemTable
{
    readonly RowDirectory _rows;
    readonly IReadOnlyList<SegmentItems> _segments;
    readonly Lazy<Found[]> _columns;

    public ItemTable(RowDirectory rows, IReadOnlyList<SegmentItems> segments, IReadOnlyList<AttributeRole>? roles = null)
    {
        (_rows, _segments, Roles) = (rows, segments, roles ?? []);
        _columns = new(FindColumns);
    }

    public int Count => _rows.Count;

    /// <summary>The attributes that items have, in the order first met.</summary>
    public IReadOnlyList<string> ColumnNames => field ??= [.. _columns.Value.Select(column => column.Name)];

    /// <summary>What columns tell; empty where nobody said.</summary>
    public IReadOnlyList<AttributeRole> Roles { get; }

    public CatalogueItem this[int position]
    {
        get
        {
            (int segment, int row) = _rows.Locate(position);
            var attributes = new Dictionary<string, string>(_columns.Value.Length, StringComparer.OrdinalIgnoreCase);
            foreach (Found column in _columns.Value)
            {
                if (column.OfSegment[segment] is >= 0 and int own && _segments[segment].Value(row, own) is { } value)
                    attributes[column.Name] = value;
            }

            return new CatalogueItem(_segments[segment].Id(row), _segments[segment].Title(row), attributes);
        }
    }

    /// <summary>A table in memory.</summary>
    public static ItemTable Of(SegmentItemsBuilder items) =>
        new(new RowDirectory([new LiveRows(items.Count)]), [new SegmentItems(SectionBytes.InMemory(items.ToArray()), items.Count)]);

    public string Id(int position)
    {
        (int segment, int row) = _rows.Locate(position);
        return _segments[segment].Id(row);
    }

    public string Title(int position)
    {
        (int segment, int row) = _rows.Locate(position);
        return _segments[segment].Title(row);
    }

    /// <summary>The hash of an item's picture; 0 where it is not known.</summary>
    public UInt128 Picture(int position)
    {
        (int segment, int row) = _rows.Locate(position);
        return _segments[segment].Picture(row);
    }

    /// <summary>The item of an id; −1 where there is none.</summary>
    public int Find(string id)
    {
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            if (_segments[segment].Find(id) is >= 0 and int row && _rows.PositionOf(segment, row) is >= 0 and int position)
                return position;
        }

        return -1;
    }

    /// <summary>How often items have each value of the columns.</summary>
    public IReadOnlyList<AttributeFacet> Facets() => [.. _columns.Value.Select(column => column.All.Value.Facet(null))];

    public AttributeColumn? Column(string name) =>
        Array.Find(_columns.Value, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))?.All.Value;

    Found[] FindColumns()
    {
        var found = new List<(string Name, int[] OfSegment)>();
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            for (int own = 0; own < _segments[segment].ColumnNames.Count; own++)
            {
                string name = _segments[segment].ColumnNames[own];
                int known = found.FindIndex(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
                if (known < 0)
                {
                    found.Add((name, [.. Enumerable.Repeat(-1, _segments.Count)]));
                    known = found.Count - 1;
                }

                found[known].OfSegment[segment] = own;
            }
        }

        return
        [
            .. found.Select(column => (column.Name, column.OfSegment, First: FirstItem(column.OfSegment))).Where(column => column.First is not null)
                .OrderBy(column => column.First)
                .Select(column => new Found(column.Name, column.OfSegment, new(() => Read(column.Name, column.OfSegment)))),
        ];
    }

    // Where a column is first met: by the segment, the row and its number there. Null where all rows that had it were removed.
    (int Segment, int Row, int Own)? FirstItem(int[] ofSegment)
    {
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            int own = ofSegment[segment];
            LiveRows live = _rows.Segments[segment];
            if (own < 0)
                continue;
            if (live.AreAll)
                return (segment, 0, own);
            int[] codes = _segments[segment].ReadColumn(own).Codes;
            for (int place = 0; place < live.Count; place++)
            {
                if (codes[live[place]] > 0)
                    return (segment, live[place], own);
            }
        }

        return null;
    }

    // What a table of these items alone would have: values in the order first met, and none that only removed rows had.
    AttributeColumn Read(string name, int[] ofSegment)
    {
        if (_segments.Count == 1 && _rows.Segments[0].AreAll)
        {
            (string[] all, int[] codesOfAll) = _segments[0].ReadColumn(ofSegment[0]);
            return new AttributeColumn(name, all, codesOfAll);
        }

        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = new int[Count];
        for (int segment = 0; segment < _segments.Count; segment++)
        {
            if (ofSegment[segment] < 0)
                continue;
            (string[] own, int[] ownCodes) = _segments[segment].ReadColumn(ofSegment[segment]);
            int[] codeOfOwn = new int[own.Length + 1];
            LiveRows live = _rows.Segments[segment];
            for (int place = 0; place < live.Count; place++)
            {
                int code = ownCodes[live[place]];
                if (code == 0)
                    continue;
                if (codeOfOwn[code] == 0 && !codeOf.TryGetValue(own[code - 1], out codeOfOwn[code]))
                    codeOfOwn[code] = codeOf[own[code - 1]] = codeOf.Count + 1;
                codes[_rows.StartOf(segment) + place] = codeOfOwn[code];
            }
        }

        string[] values = new string[codeOf.Count];
        foreach ((string value, int code) in codeOf)
            values[code - 1] = value;
        return new AttributeColumn(name, values, codes);
    }

    // OfSegment: the column's number in each segment, or −1.
    sealed record Found(string Name, int[] OfSegment, Lazy<AttributeColumn> All);
}
