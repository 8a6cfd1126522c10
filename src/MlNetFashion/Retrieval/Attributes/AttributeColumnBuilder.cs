namespace MlNetFashion.Retrieval;

/// <summary>Collects one attribute of items that come one after another.</summary>
sealed class AttributeColumnBuilder(string name)
{
    readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    readonly Utf8StringsBuilder _values = new();
    readonly List<int> _codes = [];

    public string Name => name;

    public void Set(int row, string value)
    {
        if (!_codeOf.TryGetValue(value, out int code))
        {
            code = _codeOf[value] = _codeOf.Count + 1;
            _values.Add(value);
        }

        PadTo(row);
        _codes.Add(code);
    }

    public AttributeFacet Facet(int rows)
    {
        PadTo(rows);
        int[] counts = new int[_codeOf.Count + 1];
        foreach (int code in _codes)
            counts[code]++;
        return AttributeFacet.Of(name, [.. _codeOf.OrderBy(pair => pair.Value).Select(pair => pair.Key)], counts.AsSpan(1), counts[0]);
    }

    public void Write(BinaryWriter target, int rows)
    {
        PadTo(rows);
        _values.Write(target);
        foreach (int code in _codes)
            target.Write(code);
    }

    void PadTo(int rows)
    {
        while (_codes.Count < rows)
            _codes.Add(0);
    }
}
