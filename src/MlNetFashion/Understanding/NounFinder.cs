using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Gives adjectives the meaning that they have by their noun: "longer sleeves", "shorter in length", "the sleeves are longer", "is longer".</summary>
sealed class NounFinder(LexiconForms forms, IReadOnlyList<RequestUnit> units)
{
    // "long puffy bell sleeves": so many words between adjective and noun may be in no lexicon.
    const int MostUnknown = 2;

    // Nobody puts more between an adjective and its noun; it keeps a text of a thousand adjectives quick.
    const int Farthest = 12;

    public void GiveMeanings()
    {
        for (int i = 0; i < units.Count; i++)
        {
            if (units[i] is { Role: UnitRole.Headed, Headed: { } entry } unit)
                GiveMeaning(i, unit, entry);
        }
    }

    void GiveMeaning(int index, RequestUnit unit, HeadedLexiconEntry entry)
    {
        int noun = Ahead(index, entry);
        if (noun < 0)
            noun = Behind(index, entry);
        LexiconMeaning? meaning = entry.Alone;
        if (noun >= 0)
        {
            forms.IsNoun(units[noun].Words, out AttributeKind? kind);
            meaning = kind is { } of && entry.ByNoun.TryGetValue(of, out LexiconMeaning byNoun) ? byNoun : null;
            units[noun].IsTaken = true;
            if (meaning is not null && Enumerable.Range(index + 1, Math.Max(0, noun - index - 1)).All(between => units[between].Role is UnitRole.PassedOver))
                unit.End = Math.Max(unit.End, units[noun].End);
        }

        unit.Role = meaning is null ? UnitRole.Unknown : UnitRole.Value;
        unit.Meaning = meaning ?? default;
        unit.Change = unit.Meaning.Change;
    }

    int Ahead(int index, HeadedLexiconEntry entry)
    {
        int unknown = 0;
        bool mayCrossAnd = !IsAfterIs(index);
        for (int i = index + 1; i < Math.Min(units.Count, index + Farthest) && units[i].Break == WordBreak.None; i++)
        {
            RequestUnit unit = units[i];
            if (forms.IsNoun(unit.Words, out AttributeKind? kind) && (kind is null ? unknown == 0 : entry.ByNoun.ContainsKey(kind.Value)))
                return i;
            bool goesOn = unit.Role switch
            {
                UnitRole.Value => unit.Meaning.Kind != AttributeKind.Garment,
                UnitRole.Headed => !unit.Headed!.ByNoun.Keys.Any(entry.ByNoun.ContainsKey),
                UnitRole.And => mayCrossAnd,
                UnitRole.Unknown => ++unknown <= MostUnknown,
                UnitRole.Noun or UnitRole.PassedOver => true,
                UnitRole.Ends => i == index + 1 && forms.Has(WordRole.LeadsTo, unit.Words) && LeadsToNoun(i, entry),
                _ => false,
            };
            if (!goesOn)
                break;
        }

        return -1;
    }

    // "is longer and black sleeves" speaks of the whole first, "has longer and black sleeves" of the sleeves.
    bool IsAfterIs(int index)
    {
        for (int i = index; i > 0 && units[i].Break != WordBreak.Sentence; i--)
        {
            if (units[i - 1].Role is not (UnitRole.PassedOver or UnitRole.Cue))
                return forms.Has(WordRole.Is, units[i - 1].Words);
        }

        return true;
    }

    bool LeadsToNoun(int index, HeadedLexiconEntry entry)
    {
        int next = index + 1;
        while (next < units.Count && units[next].Role == UnitRole.PassedOver)
            next++;
        return next < units.Count && forms.IsNoun(units[next].Words, out AttributeKind? kind) && kind is { } of && entry.ByNoun.ContainsKey(of);
    }

    int Behind(int index, HeadedLexiconEntry entry)
    {
        // "Long sleeves, not short" and "long sleeves instead of short": both speak of the sleeves.
        bool isOther = false;
        int i = index - 1;
        while (i >= 0 && Reaches(i) && (units[i].Role is UnitRole.PassedOver or UnitRole.Cue || forms.Has(WordRole.Is, units[i].Words)))
        {
            isOther |= units[i] is { Role: UnitRole.Cue, Cue: CueKind.Without or CueKind.GivenUp };
            i--;
        }

        return i >= 0 && Reaches(i) && (isOther || !units[i].IsTaken) && forms.IsNoun(units[i].Words, out AttributeKind? kind) &&
            (kind is null ? !isOther : entry.ByNoun.ContainsKey(kind.Value)) ? i : -1;

        bool Reaches(int unit) => units[unit + 1].Break == WordBreak.None || (isOther && units[unit + 1].Break == WordBreak.Comma);
    }
}
