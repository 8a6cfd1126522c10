using CsCheck;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Filters;

/// <summary>Filters of one condition to three, as people write them and as they do not, over the attributes of <see cref="Garments"/>.</summary>
static class RandomFilters
{
    static readonly Gen<string> s_value = OneOf("red", "NAVY blue", "GRÜN", "\"Off\" white", "a|b", "", "S", "m", "L; XL", "M; L; XL", "39", "40", "plain",
        "id 7", "no such", "|", "\\", "'", "7", "42");

    static readonly Gen<NumberRange> s_range = Gen.Select(Gen.Double[-10, 210], Gen.Double[0, 100], Gen.Int[0, 3], Gen.Bool, Gen.Bool, (from, length, kind, outside, other) =>
        new NumberRange(kind == 1 ? null : Math.Round(from, 2), kind == 2 ? null : Math.Round(from + length, 2)) { FromIsOutside = outside, ToIsOutside = other });

    static readonly Gen<AttributeCondition> s_condition = Gen.Select(OneOf("colour", "SIZE", "price", "tenth", "hundredth", "title", "id"),
        s_value.List[0, 3], s_range.List[0, 2], Gen.Bool, Gen.Bool, (column, values, ranges, negated, contains) => new AttributeCondition(column,
            values.Count + ranges.Count == 0 ? [""] : values, negated)
        {
            Comparison = contains ? AttributeComparison.Contains : AttributeComparison.Is,
            Ranges = ranges,
        });

    public static Gen<AttributeFilter> Any { get; } = s_condition.List[1, 3].Select(conditions => new AttributeFilter(conditions));

    static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
