namespace MlNetFashion.Retrieval;

/// <summary>Collects one attribute of items that come one after another.</summary>
sealed class AttributeColumnBuilder(string name)
{
    readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    readonly StoredStringsBuilder _values = new();
    readonly List<int> _codes = [];

    public string Name => name;

    /// <summary>UTF-8 bytes of the values.</summary>
    public int TextBytes => _values.Bytes;

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
