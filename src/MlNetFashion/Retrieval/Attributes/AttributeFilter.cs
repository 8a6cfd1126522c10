using System.Globalization;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Which items may be answers: conditions on attributes, all of which have to hold.</summary>
/// <remarks>
/// Written as <c>gender=Women</c>, <c>baseColour=Navy Blue|Blue</c> (either),
/// <c>usage!=Sports</c>, <c>title~batman</c> (has it in it), <c>price&lt;50</c>, <c>price&gt;=20</c>,
/// <c>price=20..40</c>
/// (a range with both its ends), several joined by commas. Names and values are compared without
/// case. Beside the attributes' own names, their roles are names (<c>colour=red</c>
/// where the
/// colour's column is perceived_colour_master_name), and <c>title</c> and <c>id</c>.
/// <c>season=</c> finds items without a season, <c>season!=</c> those with one. A value that
/// holds <c>, | " &lt; &gt; ~ ..</c>
/// is put in double quotes, within which <c>""</c> stands for one quote.
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

    /// <summary>What a person should know about this filter on an index: values that no item has,
    /// with those that they may have meant, and ranges of attributes that hold no
    /// numbers.</summary>
    /// <exception cref="ArgumentException">The index lacks an attribute.</exception>
    public IReadOnlyList<string> Notes(EmbeddingIndex index) => Notes(index.Items);

    /// <summary>For each item of an index whether it passes.</summary>
    /// <exception cref="ArgumentException">The index lacks an attribute.</exception>
    public bool[] Passes(EmbeddingIndex index) => Allowed(index.Items);

    /// <inheritdoc/>
    public override string ToString() => string.Join(",", Conditions);

    internal IReadOnlyList<string> Notes(ItemTable items)
    {
        var notes = new List<string>();
        foreach (AttributeCondition condition in Conditions)
        {
            AttributeColumn column = Require(items, condition.Column);
            string[] known = [.. column.Values.SelectMany(AttributeValue.Parts).Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase)];
            foreach (string value in condition.Values.Where(value =>
                value.Length > 0 && !column.Values.Any(new AttributeCondition(column.Name, [value], false) { Comparison = condition.Comparison }.Passes)))
            {
                notes.Add(condition.Comparison == AttributeComparison.Contains
                    ? $"No item has \"{value}\" in its {column.Name}."
                    : $"No item has {column.Name} \"{value}\".{Suggest(value, known)}{Listed(known)}");
            }

            if (condition.Ranges.Count > 0 && !known.Any(value => NumberText.Read(value) is not null))
                notes.Add($"No {column.Name} is a number.{Listed(known)}");
            else if (condition.Ranges.Count > 0 && !column.Values.Any(new AttributeCondition(column.Name, [], false) { Ranges = condition.Ranges }.Passes))
            {
                double[] numbers = [.. known.Select(NumberText.Read).Where(number => number is not null).Select(number => number!.Value)];
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"No item's {column.Name} is "
                    + $"within {string.Join(" or ", condition.Ranges.Select(range => range.ToString().TrimStart('=')))}. "
                    + $"They go from {numbers.Min()} to {numbers.Max()}."));
            }
        }

        return notes;
    }

    /// <summary>For each item whether it passes.</summary>
    internal bool[] Allowed(ItemTable items) => On(items).OfAll();

    /// <summary>The conditions on some items.</summary>
    internal ItemConditions On(ItemTable items) => new(
        [
            .. Conditions.Select(condition =>
            {
                AttributeColumn column = Require(items, condition.Column);
                return (column.Codes, (bool[])[condition.Passes(""), .. column.Values.Select(condition.Passes)]);
            }),
        ], items.Count);

    /// <summary>The attribute of a name or of a role.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those there are.</exception>
    internal static AttributeColumn Require(ItemTable items, string name)
    {
        if (items.Column(name) is { } column)
            return column;
        foreach (AttributeRole role in items.Roles)
        {
            if (IsCalled(role.Role, name) && items.Column(role.Column) is { } ofRole)
                return ofRole;
        }

        if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
            return Own("title", items.Count, items.Title);
        if (name.Equals("id", StringComparison.OrdinalIgnoreCase))
            return Own("id", items.Count, items.Id);
        if (items.ColumnNames.Count == 0)
            throw new ArgumentException($"There is no attribute \"{name}\": the items of this index have no attributes.");
        throw new ArgumentException($"There is no attribute \"{name}\".{Suggest(name, items.ColumnNames)} There are: {string.Join(", ", items.ColumnNames)}.");
    }

    static bool IsCalled(ColumnRole role, string name)
    {
        try
        {
            return role != ColumnRole.None && ColumnRoles.Parse(name) == role;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static AttributeColumn Own(string name, int count, Func<int, string> value) =>
        new(name, [.. Enumerable.Range(0, count).Select(value)], [.. Enumerable.Range(1, count)]);

    static string Listed(string[] known) =>
        known.Length <= MostValuesListed ? $" There are: {string.Join(", ", known)}." : $" There are {known.Length:N0} values.";

    // Suggests the known name with the fewest edits if at most half of its letters differ. Nobody types longer names than that by hand.
    static string Suggest(string asked, IReadOnlyList<string> known)
    {
        if (asked.Length > LongestCompared)
            return "";
        string? nearest = known.Where(name => name.Length <= LongestCompared).MinBy(name => Spelling.Distance(asked, name));
        return nearest is not null && Spelling.Distance(asked, nearest) * 2 <= Math.Max(asked.Length, nearest.Length) ? $" Did you mean \"{nearest}\"?" : "";
    }
}
