namespace MlNetFashion.Catalogues;

/// <summary>Product photos joined with the rows of a CSV by their names: <c>ID.jpg</c>,
/// or however else a cell and a file spell one id (see <see cref="PhotoJoin"/>).</summary>
/// <remarks>Photos come in the order of their sources, in whatever folder of the source they lie.
/// Of several views of an item, the first is its picture and the others are told.
/// Files that are no pictures are
/// passed over.</remarks>
public sealed class ProductCatalogue
{
    const int ExamplesShown = 3;

    readonly ProductTable _table;
    readonly SourceSurvey? _survey;
    readonly IReadOnlyList<string> _sources;
    readonly RejectLog _rejects;
    readonly CancellationToken _cancellation;

    /// <summary>Makes a catalogue of photos and rows.</summary>
    /// <param name="sources">Folders, .tar, .tar.gz, .tgz or .zip files.</param>
    /// <param name="table">The rows; it may cover more than the sources hold.</param>
    /// <param name="rejects">Takes photos without a row, second photos of an id, and files that cannot be read.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or one is neither a folder nor an archive nor a photo.</exception>
    public ProductCatalogue(IReadOnlyList<string> sources, ProductTable table, RejectLog rejects)
        : this(sources, null, table, rejects, CancellationToken.None)
    {
    }

    internal ProductCatalogue(IReadOnlyList<string> sources, SourceSurvey? survey, ProductTable table, RejectLog rejects, CancellationToken cancellation)
    {
        PictureFiles.RequireSources(sources);
        (_sources, _survey, _table, _rejects, _cancellation) = (sources, survey, table, rejects, cancellation);
    }

    /// <summary>The rows of the CSV that no photo was found for, once <see cref="Read"/> has come to its end.</summary>
    public int RowsWithoutPhoto { get; private set; }

    /// <summary>Streams the photos that have a row; the pictures are not decoded.</summary>
    public IEnumerable<CatalogueEntry> Read()
    {
        SourceSurvey survey = _survey ?? SourceSurvey.Of(_sources, _rejects, _cancellation);
        PhotoJoin join = PhotoJoin.Of(survey.Photos, _table.Rows);
        var seen = new HashSet<ProductRow>();
        var strangers = new List<string>();
        foreach (SourceFile file in PictureFiles.Read(_sources, _rejects, _cancellation, survey.Memory, survey.Listings))
        {
            PhotoMatch match = join.Match(file.Source, file.Name);
            if (match is { Row: { } row, IsChosen: true } && seen.Add(row))
                yield return new CatalogueEntry(row.Item, new CataloguePicture(file), file.Source, file.Name);
            else
                Reject(file, match, strangers);
        }

        RowsWithoutPhoto = _table.Rows.Count - seen.Count;
        Tell(seen, strangers);
    }

    void Reject(SourceFile file, PhotoMatch match, List<string> strangers)
    {
        if (match.Row is null)
        {
            if (strangers.Count < ExamplesShown)
                strangers.Add(SourceNames.FileName(file.Name));
            string reason = match.Others is null ? $"The CSV has no row with the id {SourceNames.Stem(file.Name).Trim()}."
                : $"The CSV has several rows that it could be of: {match.Others}.";
            _rejects.Add(new RejectedEntry(file.Source, file.Name, reason, RejectKind.NoRow));
        }
        else if (match.IsView)
            _rejects.Add(new RejectedEntry(file.Source, file.Name, $"It is a further view of {match.Row.Item.Id}; the first view is the item's picture.",
                RejectKind.FurtherView));
        else
            _rejects.Add(new RejectedEntry(file.Source, file.Name, $"The id {match.Row.Item.Id} has a photo already; the first is kept.",
                RejectKind.DuplicateId));
    }

    void Tell(HashSet<ProductRow> seen, List<string> strangers)
    {
        string[] without = [.. _table.Rows.Where(row => !seen.Contains(row)).Take(ExamplesShown).Select(row => $"{row.Cell} (line {row.Line})")];
        if (without.Length > 0)
        {
            string rows = RowsWithoutPhoto == 1 ? "1 row of the CSV has" : $"{RowsWithoutPhoto:N0} rows of the CSV have";
            string others = strangers.Count > 0 ? $"; photos without a row are named such as {string.Join(", ", strangers)}" : "";
            _rejects.Note($"{rows} no photo, such as {string.Join(", ", without)}{others}.");
        }
    }
}
