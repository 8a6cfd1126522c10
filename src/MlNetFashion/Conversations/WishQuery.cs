namespace MlNetFashion.Conversations;

/// <summary>A wish as a query.</summary>
static class WishQuery
{
    // Beside the attribute, which tells one colour of an item that may have several.
    const float Pushed = -0.5f;

    /// <summary>The query, or null where nothing is wished that could be searched.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="index">The items.</param>
    public static FashionQuery? Of(Wish wish, EmbeddingIndex index)
    {
        if (wish.IsNothing)
            return null;
        if (wish.Like.Count == 0)
            return FashionQuery.OfEmbeddings(wish.Text, wish.Picture is { } picture ? [picture.ToArray()] : []) with { Terms = Refused(wish) };
        int[] rows = [.. wish.Like.Select(index.PositionOf)];
        CatalogueItem[] items = [.. rows.Select(index.Item)];

        // Words beside a picture say what is different about it. What it has already is held by a term, and not said to the composer as a change.
        WishTerm[] had = [.. wish.Terms.Where(term => term is { IsNamed: true, IsRequired: false } && items.All(item => Has(item, term)))];
        QueryTerm[] held = (wish with { Terms = had, Others = [] }).Text is { } text ? [new QueryTerm(text)] : [];
        ReadOnlyMemory<float>[] pictures = [.. rows.Select(row => (ReadOnlyMemory<float>)index.Embedding(row).ToArray())];
        return FashionQuery.OfEmbeddings((wish with { Terms = [.. wish.Terms.Except(had)] }).Text, pictures) with { Terms = [.. held, .. Refused(wish)] };
    }

    static QueryTerm[] Refused(Wish wish) =>
    [
        .. wish.Refused.Select(word => new QueryTerm(word, -1)),
        .. wish.Terms.Where(term => term is { Kind: FindingKind.Colour, Change: FindingChange.Without }).Select(term => new QueryTerm(term.Value, Pushed)),
    ];

    static bool Has(CatalogueItem item, WishTerm term) => ItemLooks.Of(item, term.Kind).Any(value => FashionLexicon.Default.Satisfies(term.Kind, term.Value, value));
}
