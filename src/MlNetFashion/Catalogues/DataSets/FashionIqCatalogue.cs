namespace MlNetFashion.Catalogues;

/// <summary>Fashion IQ: pairs of garments with captions of their difference, galleries, titles and tags; photos where a folder of them is given.</summary>
/// <remarks>
/// <para>An item's attributes are <c>category</c> and <c>split</c> and, where the published tags have
/// words of the sort, <c>garment</c>, <c>texture</c>, <c>fabric</c>, <c>shape</c>,
/// <c>part</c> and <c>style</c>: the six lists of a garment in their order, several words joined by commas.
/// The published file leaves the lists unnamed; their words are of these sorts.</para>
/// <para>Few garments have a title. All text is kept in memory (some 30,000 pairs and 78,000 ids); photos are a stream.</para>
/// </remarks>
public sealed class FashionIqCatalogue
{
    static readonly string[] s_tagAttributes = ["garment", "texture", "fabric", "shape", "part", "style"];

    readonly Dictionary<(string Category, string Split), FashionIqPart> _parts;
    readonly IReadOnlyDictionary<string, string> _titles;
    readonly IReadOnlyDictionary<(string Category, string Split, string Id), string[][]> _tags;

    FashionIqCatalogue(FashionIqText text)
    {
        Parts = text.Parts();
        _parts = Parts.ToDictionary(part => (part.Category, part.Split));
        (_titles, _tags) = (text.Titles, text.Tags);
    }

    /// <summary>What was found, by category and split.</summary>
    public IReadOnlyList<FashionIqPart> Parts { get; }

    /// <summary>Reads captions (<c>cap.CATEGORY.SPLIT.json</c>), galleries (<c>split.…</c>),
    /// tags (<c>asin2attr.…</c>) and titles (<c>titles.jsonl</c>), wherever in the source they lie.</summary>
    /// <param name="source">A folder, .tar, .tar.gz or .zip.</param>
    /// <exception cref="FileNotFoundException">The source does not exist.</exception>
    /// <exception cref="InvalidDataException">A file does not have the form of its name, the source is damaged, or it holds no captions.</exception>
    public static FashionIqCatalogue Load(string source) => new(FashionIqText.Read(source));

    /// <summary>The captions and gallery of a category and split.</summary>
    /// <param name="category">dress, shirt or toptee.</param>
    /// <param name="split">train, val or test.</param>
    /// <exception cref="ArgumentException">The source has no such part; the message names those it has.</exception>
    public FashionIqPart Part(string category, string split) => _parts.TryGetValue((category, split), out FashionIqPart? part)
        ? part
        : throw new ArgumentException($"Fashion IQ has no part {category} {split} here. "
            + $"There are: {string.Join(", ", Parts.Select(p => $"{p.Category} {p.Split}"))}.");

    /// <summary>What is known of a garment; the title is empty where there is none.</summary>
    /// <param name="part">Where it is looked for: tags differ by split.</param>
    /// <param name="id">Its id.</param>
    public CatalogueItem Item(FashionIqPart part, string id)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["category"] = part.Category, ["split"] = part.Split };
        string[][] tags = _tags.GetValueOrDefault((part.Category, part.Split, id), []);
        for (int i = 0; i < Math.Min(tags.Length, s_tagAttributes.Length); i++)
        {
            if (tags[i].Length > 0)
                attributes[s_tagAttributes[i]] = string.Join(", ", tags[i]);
        }

        return new CatalogueItem(id, _titles.GetValueOrDefault(id, ""), attributes);
    }

    /// <summary>Streams those photos, named <c>ID.jpg</c> or with another image extension,
    /// that are in the gallery of a part; the others are passed over.</summary>
    /// <param name="part">A category and split.</param>
    /// <param name="photos">Folders or archives.</param>
    /// <param name="rejects">Takes second photos of an id and files that cannot be read.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    public IEnumerable<CatalogueEntry> Read(FashionIqPart part, IReadOnlyList<string> photos, RejectLog rejects)
    {
        var missing = new HashSet<string>(part.Gallery, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return PictureFiles.Read(photos, rejects).Select(Entry).OfType<CatalogueEntry>();

        CatalogueEntry? Entry(SourceFile file)
        {
            string id = SourceNames.Stem(file.Name);
            if (missing.Remove(id))
            {
                seen.Add(id);
                return new CatalogueEntry(Item(part, id), new CataloguePicture(file.Bytes), file.Source, file.Name);
            }

            if (seen.Contains(id))
                rejects.Add(new RejectedEntry(file.Source, file.Name, $"The id {id} has a photo already; the first is kept.", RejectKind.DuplicateId));
            return null;
        }
    }
}
