using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Joins values that say one thing: "dark blue", "floral print", "shirt" and "shirt", "jumper dress".</summary>
static class UnitJoiner
{
    public static List<RequestUnit> Join(IReadOnlyList<RequestUnit> units, LexiconForms forms)
    {
        var joined = new List<RequestUnit>(units.Count);
        foreach (RequestUnit unit in units)
        {
            while (joined.Count > 0 && unit.Break == WordBreak.None && IsToneOf(joined[^1], unit))
            {
                unit.SpanStart = joined[^1].SpanStart;
                unit.Break = joined[^1].Break;
                joined.RemoveAt(joined.Count - 1);
            }

            if (joined.Count > 0 && unit.Break == WordBreak.None && IsPartOf(joined[^1], unit, forms))
            {
                joined[^1].End = unit.End;
                continue;
            }

            if (joined.Count > 0 && unit.Break == WordBreak.None && IsDescribedBy(joined[^1], unit, forms))
            {
                unit.SpanStart = joined[^1].SpanStart;
                unit.Break = joined[^1].Break;
                unit.Confidence = Math.Min(unit.Confidence, joined[^1].Confidence);
                joined.RemoveAt(joined.Count - 1);
            }

            joined.Add(unit);
        }

        return joined;
    }

    static bool IsToneOf(RequestUnit tone, RequestUnit colour) =>
        tone.IsTone && tone.IsValue && tone.Change != FindingChange.Without && colour.IsOf(AttributeKind.Colour) && colour.Change == FindingChange.Want;

    // "Jumper dress" is a dress. An adjective is singular: "jeans jacket" may be two garments.
    static bool IsDescribedBy(RequestUnit adjective, RequestUnit garment, LexiconForms forms) =>
        adjective.IsOf(AttributeKind.Garment) && garment.IsOf(AttributeKind.Garment) && forms.Has(WordRole.Head, garment.Words) &&
        (!adjective.Words.EndsWith('s') || adjective.Words.EndsWith("ss", StringComparison.Ordinal));

    static bool IsPartOf(RequestUnit first, RequestUnit second, LexiconForms forms) =>
        (first.IsValue && second.IsValue && first.Meaning.Kind == second.Meaning.Kind && first.Meaning.Value == second.Meaning.Value
            && second.Change == FindingChange.Want) ||
        (first.IsOf(AttributeKind.Pattern) && forms.IsNoun(second.Words, out AttributeKind? kind) && kind == AttributeKind.Pattern);
}
