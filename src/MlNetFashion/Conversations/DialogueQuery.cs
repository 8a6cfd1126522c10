using MlNetFashion.Catalogues;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>A state as a query.</summary>
/// <param name="index">The items.</param>
/// <param name="looks">What is known of them.</param>
sealed class DialogueQuery(EmbeddingIndex index, ItemLooks looks)
{
    // Beside the attribute, which tells one colour of an item that may have several.
    const float Pushed = -0.5f;

    /// <summary>The query, or null where nothing is wanted that could be searched.</summary>
    /// <param name="state">The state.</param>
    public FashionQuery? Of(DialogueState state)
    {
        if (state.IsNothing)
            return null;
        if (state.Like.Count == 0)
            return FashionQuery.OfEmbeddings(state.Text, state.Picture is { } picture ? [picture.ToArray()] : []) with { Terms = Refused(state) };
        int[] rows = [.. state.Like.Select(index.PositionOf)];
        CatalogueItem[] items = [.. rows.Select(index.Item)];

        // Words beside a picture say what is different about it. What it has already is held by a term, and not said to the composer as a change.
        DialogueTerm[] had =
            [.. state.Terms.Where(term => term is { IsNamed: true, IsRequired: false } && items.All(item => looks.Has(item, term.Kind, term.Value)))];
        QueryTerm[] held = (state with { Terms = had, Others = [] }).Text is { } text ? [new QueryTerm(text)] : [];
        ReadOnlyMemory<float>[] pictures = [.. rows.Select(row => (ReadOnlyMemory<float>)index.Embedding(row).ToArray())];
        return FashionQuery.OfEmbeddings((state with { Terms = [.. state.Terms.Except(had)] }).Text, pictures) with { Terms = [.. held, .. Refused(state)] };
    }

    static QueryTerm[] Refused(DialogueState state) =>
    [
        .. state.Refused.Select(word => new QueryTerm(word, -1)),
        .. state.Terms.Where(term => term is { Kind: AttributeKind.Colour, Change: FindingChange.Without }).Select(term => new QueryTerm(term.Value, Pushed)),
    ];
}
