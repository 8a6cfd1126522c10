using System.Buffers;

namespace MlNetFashion.Retrieval;

/// <summary>One condition of a filter: <c>column=value</c>, <c>column=value|value</c> or <c>column!=value</c>.</summary>
/// <param name="Column">The attribute's name; compared without case.</param>
/// <param name="Values">One of them has to be the item's; compared without case. An empty value stands for "the item has none".</param>
/// <param name="Negated"><c>!=</c>: none of them may be the item's. An item without the attribute passes.</param>
public sealed record AttributeCondition(string Column, IReadOnlyList<string> Values, bool Negated)
{
    static readonly SearchValues<char> s_special = SearchValues.Create(",|=!\"");

    /// <summary>The condition as a person would type it.</summary>
    public override string ToString() => $"{Column}{(Negated ? "!=" : "=")}{string.Join('|', Values.Select(Quote))}";

    static string Quote(string value) =>
        value.AsSpan().ContainsAny(s_special) || value.Trim() != value ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
