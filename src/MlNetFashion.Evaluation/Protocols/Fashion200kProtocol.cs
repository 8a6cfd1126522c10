using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation;

/// <summary>The way in which papers measure on Fashion200k since Vo et al. (Composing Text and Image for Image
/// Retrieval, 2019): the test photos are searched with a picture and "replace black with white".</summary>
/// <remarks>
/// <para>Right is every test photo with the target's caption; the photo that is shown is taken out,
/// others of its product stay. What the papers call recall@k is the share of queries with a right
/// answer among the first k: <c>hit@k</c> in reports here, and <c>precision@1</c> for the first place.
/// Their captions have ".", "?", "&amp;" and "*" spelled as words ("dotmark"); here they stay as they are.</para>
/// <para>A query's kind is the target's category; its slice "change" is what the lexicon finds in
/// the word that is asked for ("colour", "sleeve", …, or "other").</para>
/// </remarks>
public static class Fashion200kProtocol
{
    /// <summary>The split that is measured on.</summary>
    public const string Split = "test";

    /// <summary>The rules.</summary>
    public static RetrievalProtocol Rules { get; } = new(
        "fashion200k", "All photos of the test split, all categories together.", ReferenceHandling.TakenOut,
        "\"replace WORD with WORD\"; right is every photo with the target's caption, so that hit@k, and precision@1 for the first place, "
            + "is what papers call recall@k.")
    {
        HasGalleryList = true,
    };

    /// <summary>The ids that are searched.</summary>
    public static IReadOnlyList<string> Gallery(Fashion200kCatalogue catalogue) =>
        [.. catalogue.Items.Where(item => item.Split == Split).Select(item => item.Id)];

    /// <summary>The queries, one a pair.</summary>
    /// <param name="catalogue">Labels and pairs.</param>
    /// <param name="picture">The path of a reference's photo, or null where there is none.</param>
    /// <param name="words">Reads what is put in the place of another word, by which queries are told apart in reports.</param>
    /// <exception cref="InvalidDataException">There are no pairs, or one is not of the test split.</exception>
    public static IReadOnlyList<RetrievalQuery> Queries(Fashion200kCatalogue catalogue, Func<string, string?> picture, QueryUnderstanding words)
    {
        if (catalogue.Pairs.Count == 0)
            throw new InvalidDataException($"There are labels of Fashion200k, but no {Fashion200kCatalogue.QueriesFile}, which says what is asked. "
                + "It is published with TIRG (Vo et al. 2019); lay it beside the labels.");
        ILookup<string, string> photos = catalogue.Items.Where(item => item.Split == Split)
            .ToLookup(item => item.Caption, item => item.Id, StringComparer.Ordinal);
        return [.. catalogue.Pairs.Select((pair, i) =>
        {
            if (pair.Reference.Split != Split || pair.Target.Split != Split)
                throw new InvalidDataException($"Pair {i + 1:N0} of {Fashion200kCatalogue.QueriesFile} is of the splits {pair.Reference.Split} "
                    + $"and {pair.Target.Split}, but all are of {Split}. Take the file that is published with TIRG.");
            string text = WordReplacement.Say(pair.Reference.Caption, pair.Target.Caption);
            return new RetrievalQuery($"fashion200k-{i + 1:D5}",
                text, picture(pair.Reference.Id), [.. photos[pair.Target.Caption].Where(id => id != pair.Reference.Id)],
                pair.Target.Category, pair.Reference.Id)
            {
                Protocol = Rules.Name,
                Slices = new QuerySlices([KeyValuePair.Create("type", pair.Target.Category),
                    .. Changes(text, words).Select(change => KeyValuePair.Create("change", change))]),
            };
        })];
    }

    static IEnumerable<string> Changes(string text, QueryUnderstanding words) => words.Read(text[(text.LastIndexOf(' ') + 1)..]).Findings
        .Select(finding => finding.Kind.ToString().ToLowerInvariant()).Distinct().DefaultIfEmpty("other");
}
