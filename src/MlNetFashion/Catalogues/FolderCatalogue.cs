namespace MlNetFashion.Catalogues;

/// <summary>Photos sorted into folders, <c>…/CLASS/NAME.jpg</c>, or lying flat.</summary>
/// <remarks>
/// <para>The id is the path within the source without its extension. The last folder becomes the attribute <c>class</c> and, as words, the title.
/// A folder above it named train, validation or test (or as these are abbreviated) becomes the attribute <c>split</c>.</para>
/// <para>A text beside a photo (<c>NAME.txt</c>, or <c>NAME.json</c> with a caption) is its title, and the other values of the JSON are attributes.
/// Where there is neither that nor a class folder, the title is the words of the file's name.
/// The one folder that an archive of flat photos is often wrapped in,
/// named as the archive, is no class.</para>
/// </remarks>
public sealed class FolderCatalogue
{
    /// <summary>The attribute that the last folder becomes.</summary>
    public const string ClassAttribute = "class";

    /// <summary>The attribute that a split folder becomes.</summary>
    public const string SplitAttribute = "split";

    static readonly HashSet<string> s_splits = new(StringComparer.OrdinalIgnoreCase) { "train", "training", "val", "valid", "validation", "test", "testing" };

    readonly IReadOnlyList<string> _sources;
    readonly SourceSurvey? _survey;
    readonly RejectLog _rejects;
    readonly CancellationToken _cancellation;

    /// <summary>Makes a catalogue of folders.</summary>
    /// <param name="sources">Folders, .tar, .tar.gz, .tgz or .zip files.</param>
    /// <param name="rejects">Takes second photos of an id and files that cannot be read.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or one is neither a folder nor an archive nor a photo.</exception>
    public FolderCatalogue(IReadOnlyList<string> sources, RejectLog rejects) : this(sources, null, rejects, CancellationToken.None)
    {
    }

    internal FolderCatalogue(IReadOnlyList<string> sources, SourceSurvey? survey, RejectLog rejects, CancellationToken cancellation)
    {
        PictureFiles.RequireSources(sources);
        (_sources, _survey, _rejects, _cancellation) = (sources, survey, rejects, cancellation);
    }

    /// <summary>Streams the photos; the pictures are not decoded.</summary>
    public IEnumerable<CatalogueEntry> Read()
    {
        SourceSurvey survey = _survey ?? SourceSurvey.Of(_sources, _rejects, _cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SourceFile file in PictureFiles.Read(_sources, _rejects, _cancellation, survey.Memory, survey.Listings))
        {
            CatalogueItem item = Describe(file.Source, file.Name, survey.Caption(file.Source, file.Name));
            if (seen.Add(item.Id))
                yield return new CatalogueEntry(item, new CataloguePicture(file), file.Source, file.Name);
            else
                _rejects.Add(new RejectedEntry(file.Source, file.Name, $"The id {item.Id} has a photo already; the first is kept.", RejectKind.DuplicateId));
        }
    }

    static CatalogueItem Describe(string source, string name, PictureCaption? caption)
    {
        string[] folders = name.Split('/')[..^1];
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? itsClass = folders.Length > 0 && !IsWrapper(source, folders) && !s_splits.Contains(folders[^1]) ? folders[^1] : null;
        if (itsClass is not null)
            attributes[ClassAttribute] = itsClass;
        if (folders.LastOrDefault(s_splits.Contains) is { } split)
            attributes[SplitAttribute] = split;
        if (caption is not null)
        {
            foreach ((string key, string value) in caption.Attributes)
                attributes.TryAdd(key, value);
        }

        string title = caption is { Title.Length: > 0 } ? caption.Title : SourceNames.Words(itsClass ?? SourceNames.Stem(name));
        return new CatalogueItem(SourceNames.WithoutExtension(name), title, attributes);
    }

    static bool IsWrapper(string source, string[] folders) =>
        folders is [string only] && SourceFiles.IsArchive(source)
        && Path.GetFileName(source).StartsWith(only + ".", StringComparison.OrdinalIgnoreCase);
}
