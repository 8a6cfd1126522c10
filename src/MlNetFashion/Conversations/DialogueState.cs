using System.Text.Json.Serialization;
using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>All that is wanted at one point of a conversation. Immutable.</summary>
public sealed record DialogueState
{
    // A state of more words than a text encoder reads is no request any more.
    const int MostOthers = 12;

    // How one would say it: "men dark blue striped cotton slim shirt".
    static readonly AttributeKind[] s_order =
    [
        AttributeKind.Gender, AttributeKind.Occasion, AttributeKind.Season, AttributeKind.Colour, AttributeKind.Pattern,
            AttributeKind.Fabric, AttributeKind.Fit,
        AttributeKind.Neckline, AttributeKind.Sleeve, AttributeKind.Hem, AttributeKind.Garment,
    ];

    /// <summary>Nothing.</summary>
    public static DialogueState Nothing { get; } = new();

    /// <summary>What was understood, in the order in which it was said.</summary>
    // A list that a kept state lacks is read as null, whatever stands here as its first value.
    public IReadOnlyList<DialogueTerm> Terms { get; init => field = value ?? []; } = [];

    /// <summary>Words that name nothing that is known: "with anchors". They are searched as they are.</summary>
    public IReadOnlyList<string> Others { get; init => field = value ?? []; } = [];

    /// <summary>Unknown words of which there should be none: "no pockets".</summary>
    public IReadOnlyList<string> Refused { get; init => field = value ?? []; } = [];

    /// <summary>Ids of the items it should be like.</summary>
    public IReadOnlyList<string> Like { get; init => field = value ?? []; } = [];

    /// <summary>The embedding of a picture that was shown at the start, of D numbers; null for none.</summary>
    public IReadOnlyList<float>? Picture { get; init; }

    /// <summary>Ids of items that should not come again.</summary>
    public IReadOnlyList<string> Hidden { get; init => field = value ?? []; } = [];

    /// <summary>Whether nothing is wanted that could be searched.</summary>
    [JsonIgnore]
    public bool IsNothing => Text is null && Like.Count == 0 && Picture is null;

    /// <summary>The state in words that <see cref="QueryUnderstanding"/> understands as it is meant; null where there are none.</summary>
    [JsonIgnore]
    public string? Text
    {
        get
        {
            IEnumerable<DialogueTerm> named = Terms.Where(term => term.IsNamed && !term.IsRequired);
            string said = string.Join(' ', [.. s_order.SelectMany(kind => InOrder(named.Where(term => term.Kind == kind))), .. Others]);
            string[] clauses =
            [
                said,
                .. Terms.Where(term => term is { Change: FindingChange.More or FindingChange.Less }).Select(term => term.Words),
                .. Terms.Where(term => term.IsRequired && term.IsNamed).Select(term => $"must be {term.Words}"),
                .. Terms.Where(term => term.Change == FindingChange.Without).Select(term => term.Words),
            ];
            string text = string.Join(", ", clauses.Where(clause => clause.Length > 0));
            return text.Length == 0 ? null : text;
        }
    }

    /// <summary>Several garments in the words in which they were asked for; null where one is wanted.</summary>
    internal string? Several => Others.FirstOrDefault(words => words.Contains(' ', StringComparison.Ordinal));

    /// <summary>The kind of garment that is wanted, or null.</summary>
    internal DialogueTerm? Garment => Terms.LastOrDefault(term => term is { Kind: AttributeKind.Garment, IsNamed: true });

    /// <summary>The state with more terms: a value takes the place of those of its kind,
    /// unless it is said to come beside them; what is refused is added.</summary>
    /// <param name="terms">Of one utterance.</param>
    /// <param name="lexicon">Which values are kinds of others.</param>
    /// <param name="beside">"Or blue": the values that are there stay.</param>
    internal DialogueState With(IReadOnlyList<DialogueTerm> terms, FashionLexicon lexicon, bool beside = false)
    {
        IEnumerable<DialogueTerm> kept = Terms.Where(old => !terms.Any(said => Ousts(said, old, lexicon, beside)));
        return this with { Terms = [.. kept, .. terms.Distinct()] };
    }

    /// <summary>The state with more words that nobody knows.</summary>
    internal DialogueState With(IEnumerable<string> others, IEnumerable<string> refused) => this with
    {
        Others = [.. Others.Except(refused).Union(others).TakeLast(MostOthers)],
        Refused = [.. Refused.Except(others).Union(refused).TakeLast(MostOthers)],
    };

    /// <summary>What stays when another kind of garment is asked for: whom it is for.</summary>
    internal DialogueState ForAnother() => new() { Terms = [.. Terms.Where(term => term is { Kind: AttributeKind.Gender, IsNamed: true })] };

    static bool Ousts(DialogueTerm said, DialogueTerm old, FashionLexicon lexicon, bool beside)
    {
        if (said.Kind != old.Kind)
            return false;
        if (said.Value == old.Value)
            return true;
        if (said.Change == FindingChange.Without)
            return old.IsNamed && lexicon.Satisfies(said.Kind, said.Value, old.Value);

        // "Lighter", and then "darker": they speak of the same.
        if (!said.IsNamed)
            return said.IsTone == old.IsTone && (said.IsTone || !old.IsNamed) && old.Change != FindingChange.Without;
        if (said.IsTone)
            return old.IsTone && !beside;
        return old.Change != FindingChange.Without ? !beside : lexicon.Satisfies(said.Kind, old.Value, said.Value);
    }

    // "Dark red", "red and white".
    static IEnumerable<string> InOrder(IEnumerable<DialogueTerm> ofKind)
    {
        DialogueTerm[] terms = [.. ofKind.OrderByDescending(term => term.IsTone)];
        for (int i = 0; i < terms.Length; i++)
        {
            if (i > 0 && !terms[i - 1].IsTone)
                yield return "or";
            yield return terms[i].Words;
        }
    }
}
