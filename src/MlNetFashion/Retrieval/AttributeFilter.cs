using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Which items may be answers: conditions on attributes, all of which have to hold.</summary>
/// <remarks>
/// Written as <c>gender=Women</c>, <c>baseColour=Navy Blue|Blue</c> (either), <c>usage!=Sports</c>, several joined by commas. Names and
/// values are compared without case. <c>season=</c> finds items without a season, <c>season!=</c> those with one. A value that holds
/// <c>, | "</c> is put in double quotes, within which <c>""</c> stands for one quote.
/// </remarks>
public sealed class AttributeFilter
{
    // More values than this are not listed in a note: nobody reads them.
    const int MostValuesListed = 30;
    const int LongestCompared = 64;

    /// <summary>Makes a filter.</summary>
    public AttributeFilter(IReadOnlyList<AttributeCondition> conditions) => Conditions = conditions;

    /// <summary>All have to hold.</summary>
    public IReadOnlyList<AttributeCondition> Conditions { get; }

    /// <summary>Reads conditions.</summary>
    /// <param name="texts">Each one condition or several joined by commas; those of all texts have to hold.</param>
    /// <exception cref="FormatException">A text is no condition; the message quotes it and says how one is written.</exception>
    public static AttributeFilter Parse(params IEnumerable<string> texts) => new([.. texts.SelectMany(AttributeFilterText.Read)]);

    /// <summary>What a person should know about this filter on an index: values that no item has, with those that they may have meant.</summary>
    /// <exception cref="ArgumentException">The index lacks an attribute.</exception>
    public IReadOnlyList<string> Notes(EmbeddingIndex index) => Notes(index.Items);

    /// <inheritdoc/>
    public override string ToString() => string.Join(",", Conditions);

    internal IReadOnlyList<string> Notes(ItemTable items)
    {
        var notes = new List<string>();
        foreach (AttributeCondition condition in Conditions)
        {
            AttributeColumn column = Require(items, condition.Column);
            foreach (string value in condition.Values.Where(value => value.Length > 0 && !column.Values.Contains(value, StringComparer.OrdinalIgnoreCase)))
            {
                string[] known = [.. column.Values.Where(known => known.Length > 0).Order(StringComparer.OrdinalIgnoreCase)];
                notes.Add($"No item has {column.Name} \"{value}\".{Suggest(value, known)}" +
                    (known.Length <= MostValuesListed ? $" There are: {string.Join(", ", known)}." : $" There are {known.Length:N0} values."));
            }
        }

        return notes;
    }

    /// <summary>For each item whether it passes.</summary>
    internal bool[] Allowed(ItemTable items)
    {
        bool[] allowed = new bool[items.Count];
        Array.Fill(allowed, true);
        foreach (AttributeCondition condition in Conditions)
        {
            AttributeColumn column = Require(items, condition.Column);
            bool[] passes = Passes(condition, column);
            for (int row = 0; row < allowed.Length; row++)
                allowed[row] &= passes[column.Codes[row]];
        }

        return allowed;
    }

    // One answer a code (0: the item lacks the attribute), so that items are checked without comparing strings.
    static bool[] Passes(AttributeCondition condition, AttributeColumn column)
    {
        bool[] passes = new bool[column.Values.Length + 1];
        for (int code = 0; code < passes.Length; code++)
        {
            string value = code == 0 ? "" : column.Values[code - 1];
            passes[code] = condition.Values.Contains(value, StringComparer.OrdinalIgnoreCase) != condition.Negated;
        }

        return passes;
    }

    static AttributeColumn Require(ItemTable items, string name)
    {
        if (items.Column(name) is { } column)
            return column;
        if (items.ColumnNames.Count == 0)
            throw new ArgumentException($"There is no attribute \"{name}\": the items of this index have no attributes.");
        throw new ArgumentException($"There is no attribute \"{name}\".{Suggest(name, items.ColumnNames)} There are: {string.Join(", ", items.ColumnNames)}.");
    }

    // Suggests the known name with the fewest edits if at most half of its letters differ. Nobody types longer names than that by hand.
    static string Suggest(string asked, IReadOnlyList<string> known)
    {
        if (asked.Length > LongestCompared)
            return "";
        string? nearest = known.Where(name => name.Length <= LongestCompared).MinBy(name => Spelling.Distance(asked, name));
        return nearest is not null && Spelling.Distance(asked, nearest) * 2 <= Math.Max(asked.Length, nearest.Length) ? $" Did you mean \"{nearest}\"?" : "";
    }
}
