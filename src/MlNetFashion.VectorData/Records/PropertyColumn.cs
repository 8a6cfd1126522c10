using MlNetFashion.Retrieval;

namespace MlNetFashion.VectorData;

/// <summary>One property of all records.</summary>
/// <param name="Values">The distinct values; the first is null, for records without one.</param>
/// <param name="Codes">For each record the index of its value.</param>
sealed record PropertyColumn(object?[] Values, int[] Codes)
{
    /// <summary>The value of a record.</summary>
    public object? this[int position] => Values[Codes[position]];

    public static PropertyColumn Empty(int count) => new([null], new int[count]);

    public static PropertyColumn Of(AttributeColumn stored, Type type) => new([null, .. stored.Values.Select(text => ValueText.Read(text, type))],
        stored.Codes);

    public static PropertyColumn Of(IEnumerable<string?> texts, Type type)
    {
        var values = new List<object?> { null };
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new List<int>();
        foreach (string? text in texts)
        {
            int code = 0;
            if (text is not null && !codeOf.TryGetValue(text, out code))
            {
                code = codeOf[text] = values.Count;
                values.Add(ValueText.Read(text, type));
            }

            codes.Add(code);
        }

        return new PropertyColumn([.. values], [.. codes]);
    }
}
