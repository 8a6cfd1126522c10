namespace MlNetFashion.Training.Data;

/// <summary>The values seen of each <see cref="Fact"/>, numbered in the order of their first sight.</summary>
sealed class FactVocabulary
{
    /// <summary>How many facts there are.</summary>
    public static int FactCount { get; } = Enum.GetValues<Fact>().Length;

    readonly Dictionary<string, int>[] _ids = [.. Enumerable.Range(0, FactCount).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    readonly List<string>[] _values = [.. Enumerable.Range(0, FactCount).Select(_ => new List<string>())];

    /// <summary>The number of a value, made new when it was not seen before.</summary>
    public int Id(Fact fact, string value)
    {
        if (!_ids[(int)fact].TryGetValue(value, out int id))
        {
            id = _values[(int)fact].Count;
            _ids[(int)fact].Add(value, id);
            _values[(int)fact].Add(value);
        }

        return id;
    }

    /// <summary>The number of a value; null when it was not seen before.</summary>
    public int? Find(Fact fact, string value) => _ids[(int)fact].TryGetValue(value, out int id) ? id : null;

    /// <summary>The value behind a number.</summary>
    public string Value(Fact fact, int id) => _values[(int)fact][id];

    /// <summary>The values of the first facts, in the order of their numbers.</summary>
    /// <param name="facts">How many facts.</param>
    public IReadOnlyList<IReadOnlyList<string>> Values(int facts) => [.. _values.Take(facts).Select(values => values.ToArray())];

    /// <summary>How many values a fact has.</summary>
    public int Count(Fact fact) => _values[(int)fact].Count;

    /// <summary>How many values each fact has, in the order of <see cref="Fact"/>.</summary>
    public IReadOnlyList<int> Counts => [.. _values.Select(values => values.Count)];
}
