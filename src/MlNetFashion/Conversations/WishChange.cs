namespace MlNetFashion.Conversations;

/// <summary>What a saying makes of a wish.</summary>
/// <param name="index">The items.</param>
/// <param name="understanding">Reads words.</param>
sealed class WishChange(EmbeddingIndex index, QueryUnderstanding understanding)
{
    /// <summary>The wish after a saying.</summary>
    /// <param name="wish">The wish before it.</param>
    /// <param name="saying">What was said.</param>
    /// <param name="like">Ids of the items that it wants more of.</param>
    /// <param name="hidden">Ids of the items that it refuses.</param>
    public Wish Of(Wish wish, Saying saying, IReadOnlyList<string> like, IReadOnlyList<string> hidden)
    {
        UnderstoodQuery said = saying.Understood;
        if (like.Count == 0 && said.Parts.Count > 1)
            return wish.ForAnother() with { Others = [said.Text] };
        WishTerm[] terms = [.. said.Findings.Select(finding => WishTerm.Of(said, finding, understanding))];
        if (like.Count > 0)
            wish = Like(wish, like);
        else if (wish.Several is { } several)
            (wish, terms) = Among(wish, understanding.Read(several), terms);
        else if (IsAnother(wish, said))
            wish = wish.ForAnother();
        return wish.With(terms, saying.Beside).With(saying.Others, saying.Refused) with { Hidden = [.. wish.Hidden.Union(hidden)] };
    }

    // "Darker jeans" after "jeans and a white shirt" is the same wish, "a skirt" another.
    static (Wish Wish, WishTerm[] Terms) Among(Wish wish, UnderstoodQuery several, WishTerm[] terms)
    {
        WishTerm[] garments = [.. terms.Where(term => term is { Kind: FindingKind.Garment, IsNamed: true })];
        bool known = garments.All(garment => several.Findings.Any(finding => finding.Kind == FindingKind.Garment && finding.Value == garment.Value));
        return known ? (wish, [.. terms.Except(garments)]) : (wish.ForAnother(), terms);
    }

    // "A skirt" after a dress is another wish; "a skirt instead" and "the same as a skirt" are not.
    static bool IsAnother(Wish wish, UnderstoodQuery said) => wish.Garment is { } before && said.Findings.Any(finding =>
        finding is { Kind: FindingKind.Garment, Change: FindingChange.Want } && !Fits(finding.Value, before.Value) && !Fits(before.Value, finding.Value));

    // The picture tells what was wished and it has not; what it is, and for whom, the embedding alone would lose.
    Wish Like(Wish wish, IReadOnlyList<string> like)
    {
        CatalogueItem[] items = [.. like.Select(id => index.Item(index.PositionOf(id)))];
        List<WishTerm> terms = [.. wish.Terms.Where(term => term.Change == FindingChange.Without || (term.IsNamed && items.All(item => Has(item, term))))];
        foreach (FindingKind kind in (FindingKind[])[FindingKind.Garment, FindingKind.Gender])
        {
            if (!terms.Any(term => term.Kind == kind && term.IsNamed) && items.Select(item => ItemLooks.Of(item, kind).FirstOrDefault()).Distinct().ToArray() is [{ } value])
                terms.Add(new WishTerm(kind, value, FindingChange.Want, value));
        }

        return wish with { Terms = terms, Others = [], Like = like, Picture = null };
    }

    static bool Has(CatalogueItem item, WishTerm term) => ItemLooks.Of(item, term.Kind) is not { Length: > 0 } values || values.Any(value => FashionLexicon.Default.Satisfies(term.Kind, term.Value, value));

    static bool Fits(string asked, string value) => FashionLexicon.Default.Satisfies(FindingKind.Garment, asked, value);
}
