using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What an utterance makes of a state.</summary>
/// <param name="index">The items.</param>
/// <param name="understanding">Reads words.</param>
/// <param name="looks">What is known of the items.</param>
sealed class DialogueStateChange(EmbeddingIndex index, QueryUnderstanding understanding, ItemLooks looks)
{
    /// <summary>The state after an utterance.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="utterance">What was said.</param>
    /// <param name="like">Ids of the items that it wants more of.</param>
    /// <param name="hidden">Ids of the items that it refuses.</param>
    public DialogueState Of(DialogueState state, Utterance utterance, IReadOnlyList<string> like, IReadOnlyList<string> hidden)
    {
        UnderstoodQuery said = utterance.Understood;
        if (like.Count == 0 && said.Parts.Count > 1)
            return state.ForAnother() with { Others = [said.Text] };
        DialogueTerm[] terms = [.. said.Findings.Select(finding => DialogueTerm.Of(said, finding, understanding))];
        if (like.Count > 0)
            state = Like(state, like);
        else if (state.Several is { } several)
            (state, terms) = Among(state, understanding.Read(several), terms);
        else if (IsAnother(state, said))
            state = state.ForAnother();
        return state.With(terms, understanding.Lexicon, utterance.Beside)
            .With(utterance.Others, utterance.Refused) with
        { Hidden = [.. state.Hidden.Union(hidden)] };
    }

    // "Darker jeans" after "jeans and a white shirt" is the same state, "a skirt" another.
    static (DialogueState State, DialogueTerm[] Terms) Among(DialogueState state, UnderstoodQuery several, DialogueTerm[] terms)
    {
        DialogueTerm[] garments = [.. terms.Where(term => term is { Kind: AttributeKind.Garment, IsNamed: true })];
        bool known = garments.All(garment => several.Findings.Any(finding => finding.Kind == AttributeKind.Garment && finding.Value == garment.Value));
        return known ? (state, [.. terms.Except(garments)]) : (state.ForAnother(), terms);
    }

    // "A skirt" after a dress is another request; "a skirt instead" and "the same as a skirt" are not.
    bool IsAnother(DialogueState state, UnderstoodQuery said) => state.Garment is { } before && said.Findings.Any(finding =>
        finding is { Kind: AttributeKind.Garment, Change: FindingChange.Want } && !Fits(finding.Value, before.Value) && !Fits(before.Value, finding.Value));

    // The picture tells what was wanted and it has not; what it is, and for whom, the embedding alone would lose.
    DialogueState Like(DialogueState state, IReadOnlyList<string> like)
    {
        CatalogueItem[] items = [.. like.Select(id => index.Item(index.PositionOf(id)))];
        List<DialogueTerm> terms = [.. state.Terms.Where(term => term.Change == FindingChange.Without || (term.IsNamed && items.All(item => Has(item, term))))];
        foreach (AttributeKind kind in (AttributeKind[])[AttributeKind.Garment, AttributeKind.Gender])
        {
            if (!terms.Any(term => term.Kind == kind && term.IsNamed)
                && items.Select(item => looks.Of(item, kind).FirstOrDefault()).Distinct().ToArray() is [{ } value])
                terms.Add(new DialogueTerm(kind, value, FindingChange.Want, value));
        }

        return state with { Terms = terms, Others = [], Like = like, Picture = null };
    }

    bool Has(CatalogueItem item, DialogueTerm term) =>
        looks.Of(item, term.Kind) is not { Length: > 0 } values || values.Any(value => understanding.Lexicon.Satisfies(term.Kind, term.Value, value));

    bool Fits(string asked, string value) => understanding.Lexicon.Satisfies(AttributeKind.Garment, asked, value);
}
