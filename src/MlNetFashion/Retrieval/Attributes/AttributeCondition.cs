using System.Buffers;

namespace MlNetFashion.Retrieval;

/// <summary>One condition of a filter: <c>column=value</c>, <c>column=value|value</c>, <c>column!=value</c>, <c>column~text</c>, <c>column&lt;50</c> or
/// <c>column=20..40</c>.</summary>
/// <param name="Column">The attribute's name, or a role such as <c>price</c>, or <c>title</c> or <c>id</c>; compared without case.</param>
/// <param name="Values">One of them has to be the item's; compared without case. An empty value stands for "the item has none".</param>
/// <param name="Negated"><c>!=</c>, <c>!~</c>: none of them may be the item's. An item without the attribute passes.</param>
public sealed record AttributeCondition(string Column, IReadOnlyList<string> Values, bool Negated)
{
    static readonly SearchValues<char> s_special = SearchValues.Create(",|=!\"<>~");

    /// <value>How <see cref="Values"/> are compared.</value>
    public AttributeComparison Comparison { get; init; }

    /// <value>Ranges of numbers; the item's number may lie in one of them instead of being one of <see cref="Values"/>.</value>
    public IReadOnlyList<NumberRange> Ranges { get; init; } = [];

    /// <summary>The condition as a person would type it.</summary>
    public override string ToString()
    {
        if (Values.Count == 0 && !Negated && Ranges is [var only])
            return $"{Column}{only}";
        string equals = (Negated ? "!" : "") + (Comparison == AttributeComparison.Contains ? "~" : "=");
        return $"{Column}{equals}{string.Join('|', Values.Select(Quote).Concat(Ranges.Select(AsValue)))}";
    }

    /// <summary>Whether an item's value passes; an empty one where it has none.</summary>
    internal bool Passes(string value) => (Values.Any(asked => Has(value, asked)) || (Ranges.Count > 0 && IsInRange(value))) != Negated;

    bool Has(string value, string asked) =>
        Comparison == AttributeComparison.Contains && asked.Length > 0 ? value.Contains(asked, StringComparison.OrdinalIgnoreCase)
        : value.Equals(asked, StringComparison.OrdinalIgnoreCase)
            || (asked.Length > 0 && AttributeValue.Parts(value).Contains(asked, StringComparer.OrdinalIgnoreCase));

    bool IsInRange(string value)
    {
        foreach (string part in AttributeValue.Parts(value))
        {
            if (NumberText.Read(part) is { } number && Ranges.Any(range => range.Contains(number)))
                return true;
        }

        return false;
    }

    static string AsValue(NumberRange range) => range.ToString().TrimStart('=');

    static string Quote(string value) =>
        value.AsSpan().ContainsAny(s_special) || value.Trim() != value
            || value.Contains("..", StringComparison.Ordinal) ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
