using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Reads the lines of a lexicon.</summary>
/// <param name="name">Names it in errors.</param>
sealed class LexiconReader(string name)
{
    public const int MostBytes = 4 << 20;

    static readonly Dictionary<string, CueKind> s_cues = new()
    {
        ["more"] = CueKind.More,
        ["less"] = CueKind.Less,
        ["without"] = CueKind.Without,
        ["without before"] = CueKind.WithoutBefore,
        ["excluded before"] = CueKind.ExcludedBefore,
        ["given up"] = CueKind.GivenUp,
        ["swapped"] = CueKind.Swapped,
        ["replace"] = CueKind.Replace,
        ["replaced"] = CueKind.Replaced,
        ["keep"] = CueKind.Keep,
        ["required"] = CueKind.Required,
        ["required before"] = CueKind.RequiredBefore,
        ["neutral"] = CueKind.Neutral,
    };

    static readonly Dictionary<string, WordRole> s_roles = new()
    {
        ["passed over"] = WordRole.PassedOver,
        ["leads to"] = WordRole.LeadsTo,
        ["refused through"] = WordRole.RefusedThrough,
        ["is"] = WordRole.Is,
        ["ends"] = WordRole.Ends,
        ["and"] = WordRole.And,
        ["or"] = WordRole.Or,
        ["parts"] = WordRole.Part,
        ["has"] = WordRole.Has,
        ["gives way"] = WordRole.GivesWay,
        ["heads"] = WordRole.Head,
        ["ignored"] = WordRole.Ignored,
        ["ordinary"] = WordRole.Ordinary,
    };

    readonly List<LexiconEntry> _entries = [];
    readonly List<HeadedLexiconEntry> _headed = [];
    readonly Dictionary<string, AttributeKind?> _nouns = [];
    readonly Dictionary<string, LexiconMeaning> _lacking = [];
    readonly Dictionary<string, string> _readAs = [];
    readonly List<(CueKind Kind, string Form)> _cues = [];
    readonly List<(WordRole Role, string Form)> _words = [];
    readonly List<((AttributeKind Kind, string Value) Whole, string Part)> _included = [];
    int _line;

    public FashionLexicon Read(string text)
    {
        Action<string, string>? section = null;
        foreach (ReadOnlySpan<char> whole in text.AsSpan().EnumerateLines())
        {
            _line++;
            int remark = whole.IndexOf('#');
            string line = (remark < 0 ? whole : whole[..remark]).Trim().ToString();
            if (line.Length == 0)
                continue;
            if (line == "[Shipped]")
            {
                AddShipped();
                section = null;
                continue;
            }

            if (line[0] == '[')
            {
                section = Section(line);
                continue;
            }

            int colon = line.IndexOf(':');
            if (section is null || colon <= 0 || colon == line.Length - 1)
                throw Bad($"has \"{Short(line)}\", but a line is \"value: form, form\" below the name of a section in brackets");
            section(line[..colon].Trim(), line[(colon + 1)..]);
        }

        if (_entries.Count == 0)
            throw new InvalidDataException($"There is no value in {name}. A lexicon has sections such as [Colour] with lines such as \"red: red, crimson\".");
        return new FashionLexicon(_entries, _headed, _nouns,
            _included.ToLookup(included => included.Whole, included => included.Part), _cues.ToLookup(cue => cue.Kind, cue => cue.Form),
            _words.ToLookup(word => word.Role, word => word.Form), _lacking, _readAs);
    }

    Action<string, string> Section(string line) => line switch
    {
        "[Tone]" => (value, forms) => AddValue(AttributeKind.Colour, value, forms, isTone: true),
        "[Headed]" => AddHeaded,
        "[Includes]" => AddIncluded,
        "[Nouns]" => AddNouns,
        "[Lacking]" => AddLacking,
        "[Read as]" => AddReadAs,
        "[Cues]" => (cue, forms) => _cues.AddRange(Forms(forms).Select(form => (Known(s_cues, cue), form))),
        "[Words]" => (role, forms) => _words.AddRange(Forms(forms).Select(form => (Known(s_roles, role), form))),
        _ => Kind(line) is { } kind
            ? (value, forms) => AddValue(kind, value, forms, isTone: false)
            : throw Bad($"has the section \"{Short(line)}\"; "
                + $"there are [{string.Join("], [", Enum.GetNames<AttributeKind>())}], [Tone], [Headed], [Nouns], [Lacking], [Includes], [Read as], [Cues], "
                + "[Words] and [Shipped]"),
    };

    void AddValue(AttributeKind kind, string value, string forms, bool isTone) => _entries.Add(new LexiconEntry(Meaning(kind, value), isTone, Forms(forms)));

    void AddHeaded(string forms, string meanings)
    {
        var byNoun = new Dictionary<AttributeKind, LexiconMeaning>();
        LexiconMeaning? alone = null;
        foreach (string meaning in Forms(meanings))
        {
            bool isAlone = meaning.StartsWith("alone ", StringComparison.Ordinal);
            string rest = isAlone ? meaning["alone ".Length..] : meaning;
            int space = rest.IndexOf(' ');
            if (space < 0 || Kind($"[{rest[..space]}]") is not { } kind)
                throw Bad($"has the meaning \"{Short(meaning)}\", but one is \"Sleeve long\" or \"alone Hem long (more)\"");
            if (isAlone)
                alone = Meaning(kind, rest[(space + 1)..]);
            else
                byNoun[kind] = Meaning(kind, rest[(space + 1)..]);
        }

        _headed.Add(new HeadedLexiconEntry(Forms(forms), byNoun, alone));
    }

    void AddIncluded(string whole, string parts)
    {
        int space = whole.IndexOf(' ');
        if (space < 0 || Kind($"[{whole[..space]}]") is not { } kind)
            throw Bad($"starts with \"{Short(whole)}\", but in this section a kind and a value do, such as \"Garment shoes\"");
        _included.AddRange(Forms(parts).Select(part => ((kind, whole[(space + 1)..]), part)));
    }

    void AddNouns(string kind, string forms)
    {
        AttributeKind? of = kind == "none" ? null : Kind($"[{kind}]")
            ?? throw Bad($"names the kind \"{Short(kind)}\"; there are {string.Join(", ", Enum.GetNames<AttributeKind>())} and none");
        foreach (string form in Forms(forms))
            _nouns.TryAdd(form, of);
    }

    void AddLacking(string meaning, string forms)
    {
        int space = meaning.IndexOf(' ');
        if (space < 0 || Kind($"[{meaning[..space]}]") is not { } kind)
            throw Bad($"starts with \"{Short(meaning)}\", but in this section a kind and a value do, such as \"Sleeve sleeveless\"");
        foreach (string form in Forms(forms))
            _lacking.TryAdd(form, Meaning(kind, meaning[(space + 1)..]));
    }

    void AddReadAs(string meant, string forms)
    {
        foreach (string form in Forms(forms))
            _readAs.TryAdd(form, meant);
    }

    // What stands before it goes before: a form that stands twice means what it says first.
    void AddShipped()
    {
        FashionLexicon shipped = FashionLexicon.Default;
        _entries.AddRange(shipped.Entries);
        _headed.AddRange(shipped.Headed);
        foreach ((string form, AttributeKind? kind) in shipped.Nouns)
            _nouns.TryAdd(form, kind);
        foreach ((string form, LexiconMeaning meaning) in shipped.Lacking)
            _lacking.TryAdd(form, meaning);
        foreach ((string form, string meant) in shipped.ReadAs)
            _readAs.TryAdd(form, meant);
        _cues.AddRange(shipped.Cues.SelectMany(cue => cue.Select(form => (cue.Key, form))));
        _words.AddRange(shipped.Words.SelectMany(role => role.Select(form => (role.Key, form))));
        _included.AddRange(shipped.Included.SelectMany(whole => whole.Select(part => (whole.Key, part))));
    }

    LexiconMeaning Meaning(AttributeKind kind, string text)
    {
        int bracket = text.IndexOf('(');
        string value = (bracket < 0 ? text : text[..bracket]).Trim();
        FindingChange change = (bracket < 0 ? "" : text[bracket..]) switch
        {
            "" => FindingChange.Want,
            "(more)" => FindingChange.More,
            "(less)" => FindingChange.Less,
            "(without)" => FindingChange.Without,
            _ => throw Bad($"has the change \"{Short(text[bracket..])}\"; there are (more), (less) and (without)"),
        };
        return value.Length > 0 ? new LexiconMeaning(kind, value, change) : throw Bad("has a change, but no value before it");
    }

    string[] Forms(string text)
    {
        string[] forms = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return forms.Length > 0 ? forms : throw Bad("has no words after the colon");
    }

    static AttributeKind? Kind(string section) =>
        Array.IndexOf(Enum.GetNames<AttributeKind>(), section.Trim('[', ']')) is >= 0 and var index ? (AttributeKind)index : null;

    T Known<T>(Dictionary<string, T> all, string word) => all.TryGetValue(word, out T? known)
        ? known
        : throw Bad($"starts with \"{Short(word)}\"; in this section there are {string.Join(", ", all.Keys)}");

    InvalidDataException Bad(string what) => new($"Line {_line} of {name} {what}.");

    static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
