namespace MlNetFashion.Catalogues;

/// <summary>Product photos named <c>ID.jpg</c> (or any other image extension) joined with the rows of a CSV.</summary>
/// <remarks>Photos come in the order of their sources, in whatever folder of the source they lie. Files that are no pictures are passed over.</remarks>
public sealed class ProductCatalogue
{
    readonly IReadOnlyList<string> _sources;
    readonly ProductTable _table;
    readonly RejectLog _rejects;

    /// <summary>Makes a catalogue of photos and rows.</summary>
    /// <param name="sources">Folders, .tar, .tar.gz, .tgz or .zip files.</param>
    /// <param name="table">The rows; it may cover more than the sources hold.</param>
    /// <param name="rejects">Takes photos without a row, second photos of an id, and files that cannot be read.</param>
    /// <exception cref="FileNotFoundException">A source does not exist.</exception>
    /// <exception cref="ArgumentException">There is no source, or one is neither a folder nor an archive nor a photo.</exception>
    public ProductCatalogue(IReadOnlyList<string> sources, ProductTable table, RejectLog rejects)
    {
        PictureFiles.RequireSources(sources);
        (_sources, _table, _rejects) = (sources, table, rejects);
    }

    /// <summary>The rows of the CSV that no photo was found for, once <see cref="Read"/> has come to its end.</summary>
    public int RowsWithoutPhoto { get; private set; }

    /// <summary>Streams the photos that have a row; the pictures are not decoded.</summary>
    public IEnumerable<CatalogueEntry> Read()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SourceFile file in PictureFiles.Read(_sources, _rejects))
        {
            string id = SourceNames.Stem(file.Name).Trim();
            if (_table.Find(id) is not { } item)
                _rejects.Add(new RejectedEntry(file.Source, file.Name, $"The CSV has no row with the id {id}.", RejectKind.NoRow));
            else if (!seen.Add(item.Id))
                _rejects.Add(new RejectedEntry(file.Source, file.Name, $"The id {id} has a photo already; the first is kept.", RejectKind.DuplicateId));
            else
                yield return new CatalogueEntry(item, new CataloguePicture(file.Bytes), file.Source, file.Name);
        }

        RowsWithoutPhoto = _table.Count - seen.Count;
    }
}
