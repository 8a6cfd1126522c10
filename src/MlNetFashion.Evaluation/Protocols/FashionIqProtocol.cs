using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation;

/// <summary>A way in which papers measure on Fashion IQ's validation split: which photos are
/// searched, what becomes of the reference, how two captions become a text.</summary>
/// <remarks>
/// <para>The test split keeps its targets to itself, so all measure on the validation split.
/// Texts are lower case, without the blanks and marks (". ? ,") around a caption;
/// a caption that is blank in the published file is left out, and with it the word that would join it.</para>
/// <para>A query's kind is its category; its slices are "type", the category, and "change",
/// what the lexicon finds in the captions ("colour", "hem", …, or "other").</para>
/// </remarks>
public sealed record FashionIqProtocol
{
    /// <summary>The split that is measured on.</summary>
    public const string Split = "val";

    static readonly char[] s_marks = ['.', '?', ',', ' '];

    FashionIqProtocol()
    {
    }

    /// <summary>The rules, by name.</summary>
    public required RetrievalProtocol Rules { get; init; }

    /// <value>Whether all photos of the official split are searched; else those that captions speak of.</value>
    public required bool OfficialGallery { get; init; }

    /// <value>Whether the categories are searched together.</value>
    public bool AllCategories { get; init; }

    /// <value>Whether each caption is a query of its own.</value>
    public bool EachCaption { get; init; }

    /// <value>What stands between two captions.</value>
    public string Joint { get; init; } = " and ";

    /// <summary>The data set's own: the official galleries (3,817 dresses, 6,346 shirts,
    /// 5,373 tops), the reference among them, two captions joined by "and".</summary>
    public static FashionIqProtocol Original { get; } = new()
    {
        OfficialGallery = true,
        Rules = new RetrievalProtocol("original", "All photos of the category's official validation split.", ReferenceHandling.Kept,
            "The two captions joined by \"and\".")
        { HasGalleryList = true },
    };

    /// <summary>As <see cref="Original"/>, but the reference is taken out of every ranking.</summary>
    public static FashionIqProtocol OriginalWithoutReference { get; } = new()
    {
        OfficialGallery = true,
        Rules = Original.Rules with { Name = "original-without-reference", Reference = ReferenceHandling.TakenOut },
    };

    /// <summary>That of VAL (Chen, Gong and Bazzani 2020) and those that follow it: only references and targets are searched (2,628, 3,089 and 2,902),
    /// each caption is asked on its own, and the reference is taken out.</summary>
    public static FashionIqProtocol ValSplit { get; } = new()
    {
        OfficialGallery = false,
        EachCaption = true,
        Rules = new RetrievalProtocol("val-split", "References and targets of the category's validation captions.", ReferenceHandling.TakenOut,
            "Each caption a query of its own.")
        { HasGalleryList = true },
    };

    /// <summary>That of ComposeAE (Anwaar, Labintcev and Kleinsteuber 2021): the three official galleries together, the reference among them, the category and
    /// the captions joined by "and it".</summary>
    public static FashionIqProtocol ComposeAe { get; } = new()
    {
        OfficialGallery = true,
        AllCategories = true,
        Joint = " and it ",
        Rules = new RetrievalProtocol("composeae", "All photos of the three official validation splits together.", ReferenceHandling.Kept,
            "The category, and the two captions joined by \"and it\".")
        { HasGalleryList = true },
    };

    /// <summary>All.</summary>
    public static IReadOnlyList<FashionIqProtocol> All { get; } = [Original, OriginalWithoutReference, ValSplit, ComposeAe];

    /// <summary>The sets that are measured one by one: each category, or all of them together.</summary>
    public IReadOnlyList<IReadOnlyList<FashionIqPart>> Sets(FashionIqCatalogue catalogue)
    {
        FashionIqPart[] parts = [.. catalogue.Parts.Where(part => part.Split == Split)];
        return AllCategories ? [parts] : [.. parts.Select(part => (FashionIqPart[])[part])];
    }

    /// <summary>The ids that are searched, each once.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    public IReadOnlyList<string> Gallery(IReadOnlyList<FashionIqPart> set) =>
        [.. set.SelectMany(part => OfficialGallery ? part.Gallery : part.PairGallery).Distinct(StringComparer.Ordinal)];

    /// <summary>The queries.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    /// <param name="picture">The path of a reference's photo, or null where there is none.</param>
    /// <param name="words">Reads what a caption changes, by which queries are told apart in reports.</param>
    public IReadOnlyList<RetrievalQuery> Queries(IReadOnlyList<FashionIqPart> set, Func<string, string?> picture, QueryUnderstanding words) =>
        [.. set.SelectMany(part => part.Pairs
        .Where(pair => pair.Target is not null)
        .SelectMany(Texts, (pair, text) => (Pair: pair, Text: text))
        .Select((asked, number) => new RetrievalQuery(
            $"{part.Category}-{number + 1:D4}", AllCategories ? $"{part.Category} {asked.Text}" : asked.Text, picture(asked.Pair.Candidate),
                [asked.Pair.Target!], part.Category, asked.Pair.Candidate)
        {
            Protocol = Rules.Name,
            Slices = new QuerySlices([KeyValuePair.Create("type", part.Category),
                .. Changes(asked.Text, words).Select(change => KeyValuePair.Create("change", change))]),
        }))];

    static IEnumerable<string> Changes(string text, QueryUnderstanding words) => words.Read(text).Findings
        .Select(finding => finding.Kind.ToString().ToLowerInvariant()).Distinct().DefaultIfEmpty("other");

    IEnumerable<string> Texts(FashionIqPair pair)
    {
        string[] captions = [.. pair.Captions.Select(caption => caption.Trim(s_marks).ToLowerInvariant()).Where(caption => caption.Length > 0)];
        if (EachCaption)
            return captions;
        return captions.Length == 0 ? [] : [string.Join(Joint, captions)];
    }
}
