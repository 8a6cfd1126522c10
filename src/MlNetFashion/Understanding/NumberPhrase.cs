using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>A number that a request sets as a condition: "under 50", "between 20 and 40 €", "size 42".</summary>
/// <param name="Role">What it is of: <see cref="ColumnRole.Price"/> or <see cref="ColumnRole.Size"/>.</param>
/// <param name="Start">Where it begins in the request, in UTF-16 units.</param>
/// <param name="Length">How long it is, with the words around the number.</param>
/// <param name="Values">What the item's value may be, as people spell it; empty where only numbers count.</param>
/// <param name="Range">The numbers that the item's may be; null where it is no number ("XL").</param>
public sealed record NumberPhrase(ColumnRole Role, int Start, int Length, IReadOnlyList<string> Values, NumberRange? Range)
{
    /// <summary>What it sets, for people: "price&lt;50".</summary>
    internal string Condition => $"{new AttributeFilter([On(Role.ToString().ToLowerInvariant())])}";

    /// <summary>The condition on a column.</summary>
    public AttributeCondition On(string column) => new(column, Values, Negated: false) { Ranges = Range is { } range ? [range] : [] };
}
