using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Takes out garments that are a part of another: the belt of "a dress with a belt".</summary>
static class PartFinder
{
    public static void TakeOut(IReadOnlyList<RequestUnit> units, LexiconForms forms)
    {
        bool afterHas = false;
        foreach (RequestUnit unit in units)
        {
            if (unit.Break == WordBreak.Sentence)
                afterHas = false;
            if (forms.Has(WordRole.Has, unit.Words))
                afterHas = true;
            else if (!unit.IsOf(AttributeKind.Garment))
                continue;
            else if (!afterHas || !forms.Has(WordRole.Part, unit.Words))
                afterHas = false;
            else
                unit.Role = UnitRole.Unknown;
        }
    }
}
