namespace MlNetFashion.Evaluation;

/// <summary>The parts of a report that a query belongs to: "type" to "Tshirts",
/// "colour" to "Blue". A name may come with several values. Equal by value.</summary>
public sealed class QuerySlices : IEquatable<QuerySlices>
{
    readonly KeyValuePair<string, string>[] _values;

    /// <summary>Makes slices; pairs that come twice count once, and pairs with an empty name or value are left out.</summary>
    public QuerySlices(IEnumerable<KeyValuePair<string, string>> values) =>
        _values = [.. values.Where(pair => pair.Key.Length > 0 && pair.Value.Length > 0).Distinct().GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(name => name)];

    /// <summary>No slices.</summary>
    public static QuerySlices None { get; } = new([]);

    /// <summary>Name and value, in the order given, the values of a name together.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    /// <summary>Makes slices of names and values.</summary>
    public static QuerySlices Of(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var pairs = new List<KeyValuePair<string, string>>(values.Length);
        foreach ((string name, string value) in values)
            pairs.Add(KeyValuePair.Create(name, value));
        return new QuerySlices(pairs);
    }

    /// <inheritdoc/>
    public bool Equals(QuerySlices? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QuerySlices);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(_values.Length, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _values.Select(pair => $"{pair.Key} {pair.Value}"));
}
