using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Gives values the changes that the words around them say: "no stripes and dots", "not as long", "same red", "must be black".</summary>
/// <remarks>A cue reaches the values after it: the first, those beside it ("no black stripes"), and those joined to it ("not black or white"),
/// until a verb, "but", the end of a sentence, or a value of another kind after "and" ("no sleeves and black").</remarks>
sealed class ChangeReader(LexiconForms forms, IReadOnlyList<RequestUnit> units)
{
    int _cue = -1, _required = -1;
    int _applied, _requiredApplied;
    bool _unknown, _gaveWay;
    AttributeKind _kind;
    UnitRole _joint;

    public void GiveChanges()
    {
        for (int i = 0; i < units.Count; i++)
        {
            RequestUnit unit = units[i];
            if (unit.Break == WordBreak.Sentence)
                EndBoth();
            else if (unit.Break == WordBreak.Comma)
                Comma(i);
            Read(i, unit);
        }

        EndBoth();
    }

    CueKind Active => units[_cue].Cue is not CueKind.Swapped and var cue ? cue : _gaveWay ? CueKind.Replace : CueKind.GivenUp;

    void Read(int index, RequestUnit unit)
    {
        switch (unit.Role)
        {
            case UnitRole.Value:
                Value(index, unit);
                break;
            case UnitRole.Cue:
                Cue(index, unit);
                break;
            case UnitRole.And:
            case UnitRole.Or:
                Joint(unit.Role);
                break;
            case UnitRole.Ends:
                Ends(index);
                break;
            case UnitRole.Noun when !unit.IsTaken && Lacks(unit) is { } meaning:
                // It is refused here, and the cue before it refuses that once more.
                (unit.Role, unit.Meaning, unit.Change) = (UnitRole.Value, meaning, FindingChange.Without);
                Value(index, unit);
                break;
            case UnitRole.Unknown:
            case UnitRole.Ignored:
            case UnitRole.Noun when !unit.IsTaken:
                _unknown |= _cue >= 0;
                break;
        }
    }

    // "Lose the sleeves", "I don't want any sleeves".
    LexiconMeaning? Lacks(RequestUnit noun) =>
        _cue >= 0 && Active == CueKind.Without && !_unknown && forms.Lacking(noun.Words) is { } meaning &&
        (_applied == 0 || _joint == UnitRole.Or || (_joint == UnitRole.And && meaning.Kind == _kind)) ? meaning : null;

    void Value(int index, RequestUnit unit)
    {
        if (_required >= 0)
        {
            unit.IsRequired = true;
            _requiredApplied++;
            _kind = unit.Meaning.Kind;
        }

        if (_cue < 0)
            return;
        if (_unknown || !Reaches(unit))
        {
            _cue = -1;
            return;
        }

        bool first = _applied == 0;
        _applied++;
        _kind = unit.Meaning.Kind;
        _joint = UnitRole.Value;
        unit.Change = Change(unit);
        if (first && Enumerable.Range(_cue + 1, index - _cue - 1).All(between => units[between].Role == UnitRole.PassedOver))
            unit.SpanStart = units[_cue].Start;
        if (units[_cue].Cue == CueKind.GivenUp)
            ReplaceBefore(_cue, unit.Meaning.Kind);
    }

    bool Reaches(RequestUnit unit)
    {
        bool isGarment = unit.IsOf(AttributeKind.Garment);
        if (Active is CueKind.More or CueKind.Less && isGarment)
            return false;
        if (_applied == 0)
            return true;

        // A value that says its own change ("longer") after "and" speaks for itself.
        if (unit.Meaning.Change != FindingChange.Want)
            return false;
        return _joint switch
        {
            UnitRole.Or => true,
            UnitRole.And => unit.Meaning.Kind == _kind || Active is CueKind.Replace || (Active == CueKind.Keep && units[_cue].Words != "same"),
            _ when isGarment => Active is CueKind.GivenUp or CueKind.Keep or CueKind.Replace,
            _ => Active is not (CueKind.More or CueKind.Less) || (_kind, unit.Meaning.Kind) is (AttributeKind.Colour, AttributeKind.Pattern),
        };
    }

    FindingChange Change(RequestUnit unit) => Active switch
    {
        CueKind.More => unit.Change == FindingChange.Want ? FindingChange.More : unit.Change,
        CueKind.Less => FindingChange.Less,
        CueKind.Without or CueKind.GivenUp => unit.Change == FindingChange.Without ? FindingChange.Want : FindingChange.Without,
        CueKind.Replace => unit.Change == FindingChange.Want ? FindingChange.Replace : unit.Change,
        CueKind.Keep => unit.Change == FindingChange.Want ? FindingChange.Keep : unit.Change,
        _ => unit.Change,
    };

    void Cue(int index, RequestUnit unit)
    {
        switch (unit.Cue)
        {
            case CueKind.Required:
                // "no stripes and only two colours": what is insisted on after "and" speaks for itself.
                if (_applied > 0 && _joint is UnitRole.And or UnitRole.Or)
                    _cue = -1;
                _required = index;
                _requiredApplied = 0;
                break;
            case CueKind.RequiredBefore:
                MarkBefore(index);
                break;
            case CueKind.WithoutBefore or CueKind.ExcludedBefore:
                if (index > 0 && unit.Break == WordBreak.None && units[index - 1] is { IsValue: true, Change: FindingChange.Want } lacking
                    && (unit.Cue == CueKind.ExcludedBefore || lacking.Meaning.Kind is AttributeKind.Fabric or AttributeKind.Pattern))
                    (lacking.Change, lacking.End) = (FindingChange.Without, unit.End);
                break;
            case CueKind.Replaced:
                if (index > 0 && unit.Break != WordBreak.Sentence && units[index - 1] is { IsValue: true, Change: FindingChange.Want } before)
                    before.Change = FindingChange.Replace;
                break;
            case CueKind.Neutral:
                _cue = -1;
                break;

            case CueKind.Without when unit.Words == "except" && IsOfTheShown(index):
                _cue = -1;
                break;

            // "not the same red", "no more black" say without.
            case CueKind.More or CueKind.Keep when _cue >= 0 && _applied == 0 && !_unknown && Active is CueKind.Without or CueKind.Less:
                break;
            default:
                Start(index);
                break;
        }
    }

    // "Just like it, except white": what stands before is what is shown, and white is wanted.
    bool IsOfTheShown(int index) => index > 1 && units[index - 1].Words is "it" or "this" or "this one" or "same" or "the same" &&
        units.Take(index).All(unit => !unit.IsValue) && units.Take(index).Any(unit => unit.Words is "like" or "like this" or "same" or "the same" or "similar");

    void Start(int index)
    {
        _cue = index;
        _applied = 0;
        _unknown = _gaveWay = false;
        _joint = UnitRole.Value;
    }

    void Joint(UnitRole role)
    {
        // "no buttons or collar": "or" goes on where the lexicon lacks the word before it.
        if (_unknown && !(role == UnitRole.Or && _cue >= 0 && Active is CueKind.Without or CueKind.GivenUp))
            _cue = -1;
        if (role == UnitRole.And && _applied == 0)
            _cue = -1;
        if (_required >= 0 && _requiredApplied == 0 && role == UnitRole.And)
            EndRequired();
        _unknown = false;
        _joint = role;
    }

    void Comma(int index)
    {
        // "no stripes, dots or flowers" goes on, "not black, red" and "no sleeves, black" do not.
        if (_cue >= 0 && _applied > 0 && !_unknown && ListGoesOn(index))
            _joint = UnitRole.And;
        else
            _cue = -1;
        if (_requiredApplied == 0 || !ListGoesOn(index))
            EndRequired();
    }

    bool ListGoesOn(int index)
    {
        for (int i = index; i < units.Count && i < index + 12; i++)
        {
            RequestUnit unit = units[i];
            if (i > index && unit.Break == WordBreak.Sentence)
                return false;
            if (unit.Role == UnitRole.Or)
                return true;
            if (unit.Role != UnitRole.PassedOver && !(unit.IsValue && unit.Meaning.Kind == _kind))
                return false;
        }

        return false;
    }

    void Ends(int index)
    {
        if (_cue >= 0 && units[_cue].Cue == CueKind.Swapped && _applied > 0 && !_unknown && !_gaveWay && forms.Has(WordRole.GivesWay, units[index].Words))
        {
            _gaveWay = true;
            _applied = 0;
            return;
        }

        // "not in black", "not for men", "only in red": the verb or preposition just after a cue belongs to it. "But" never does.
        bool belongs = forms.Has(WordRole.LeadsTo, units[index].Words), refuses = belongs || forms.Has(WordRole.RefusedThrough, units[index].Words);
        if (_cue >= 0 && !(_applied == 0 && !_unknown
            && Active switch { CueKind.Without => refuses, CueKind.GivenUp or CueKind.Replace => belongs, _ => false }))
            _cue = -1;
        if (_required >= 0 && !(belongs && _requiredApplied == 0))
            EndRequired();
    }

    void EndBoth()
    {
        _cue = -1;
        EndRequired();
    }

    // "leather only": what is insisted on came before, unless a comma stands between.
    void EndRequired()
    {
        if (_required >= 0 && _requiredApplied == 0 && units[_required].Break == WordBreak.None)
            MarkBefore(_required);
        _required = -1;
    }

    void MarkBefore(int index)
    {
        for (int i = index - 1; i >= 0 && units[i + 1].Break != WordBreak.Sentence; i--)
        {
            if (units[i].Role is UnitRole.PassedOver or UnitRole.Noun)
                continue;
            units[i].IsRequired |= units[i].IsValue;
            return;
        }
    }

    // "white instead of black": white takes the place of black.
    void ReplaceBefore(int index, AttributeKind kind)
    {
        for (int i = index - 1; i >= 0 && units[i + 1].Break != WordBreak.Sentence; i--)
        {
            if (!units[i].IsOf(kind))
                continue;
            if (units[i].Change == FindingChange.Want)
                units[i].Change = FindingChange.Replace;
            return;
        }
    }
}
