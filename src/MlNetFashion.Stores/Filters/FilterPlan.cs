using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>Which of a filter's conditions an engine is asked. Every item that passes the filter passes them; what passes them is looked at again with the
/// filter itself, so that what an engine cannot tell exactly lets nothing wrong through.</summary>
static class FilterPlan
{
    /// <exception cref="ArgumentException">The catalogue lacks an attribute; the message names those it has.</exception>
    public static IReadOnlyList<FilterClause> Of(AttributeFilter? where, StoredCatalogue catalogue) =>
        [.. (where?.Conditions ?? []).Select(condition => Clause(condition, catalogue)).OfType<FilterClause>()];

    static FilterClause? Clause(AttributeCondition condition, StoredCatalogue catalogue)
    {
        string name = AttributeFilter.Require(catalogue.Frame.Items, condition.Column).Name;
        IReadOnlyList<StoredColumn> columns = catalogue.Manifest.Columns;
        int number = Enumerable.Range(0, columns.Count).FirstOrDefault(i => columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase), -1);
        string member = number >= 0 ? FilterDocument.Text(number) : name == "id" ? FilterDocument.Id : FilterDocument.Title;
        // Titles and ids have no members of numbers.
        if (!condition.Values.All(FilterFold.IsExact) || (condition.Ranges.Count > 0 && number < 0))
            return null;
        if (condition.Ranges.Count > 0 && (!condition.Ranges.All(IsWritten) || (condition.Negated && columns[number].HasSeveralNumbers)))
            return null;
        return new FilterClause(
            [
                .. condition.Values.Select(value => Value(member, value, condition.Comparison)),
                .. condition.Ranges.Select(range => columns[number].HasNumbers ? Range(number, range) : new FilterTerm.Never()),
            ], condition.Negated);
    }

    static FilterTerm Value(string member, string value, AttributeComparison comparison)
    {
        if (value.Length == 0)
            return new FilterTerm.IsEmpty(member);
        string folded = FilterFold.Of(value);
        return new FilterTerm.Holds(member, comparison == AttributeComparison.Contains ? folded : $"{FilterFold.Between}{folded}{FilterFold.Between}");
    }

    // The least number is below the upper bound, and the greatest above the lower one: exact where an item has one number.
    static FilterTerm Range(int column, NumberRange range)
    {
        FilterTerm? from = range.From is { } least
            ? new FilterTerm.Compares(FilterDocument.Greatest(column), IsLess: false, !range.FromIsOutside, least) : null;
        FilterTerm? to = range.To is { } greatest ? new FilterTerm.Compares(FilterDocument.Least(column), IsLess: true, !range.ToIsOutside, greatest) : null;
        return from is not null && to is not null ? new FilterTerm.Both(from, to) : from ?? to!;
    }

    // Garnet's filters have no exponents.
    static bool IsWritten(NumberRange range) => (range.From ?? range.To) is not null && IsWritten(range.From) && IsWritten(range.To);

    static bool IsWritten(double? bound) => bound is null || bound == 0 || Math.Abs(bound.Value) is >= 1e-4 and < 1e15;
}
