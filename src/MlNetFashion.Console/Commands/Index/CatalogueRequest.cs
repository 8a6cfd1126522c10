using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary>Which items of which catalogue: what <c>fashion index</c> and <c>fashion queries</c> read.</summary>
sealed record CatalogueRequest
{
    /// <value>Folders, archives or idx files; none for the sample catalogue.</value>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <value>How they are read; null for the sample catalogue.</value>
    public required CatalogueReaderOptions? Reading { get; init; }

    /// <value>What a person says that columns tell.</value>
    public IReadOnlyList<AttributeRole> Roles { get; init; } = [];

    /// <value>Items of the sample catalogue.</value>
    public int Count { get; init; }

    /// <value>Seed of the sample catalogue.</value>
    public int Seed { get; init; }

    /// <value>Which data split.</value>
    public DataSplit Split { get; init; }

    /// <value>The share of items that is held out, 0 to 1.</value>
    public double HeldOutShare { get; init; }

    /// <value>Items with the same picture, which are in one data split, or null.</value>
    public DuplicateGroups? Duplicates { get; init; }

    /// <summary>What an index of it has to remember, so that nobody measures models on what they learned from.</summary>
    public IndexedItems Items => new(Split, HeldOutShare, Reading is null ? Seed : null);

    /// <summary>What is read, for people.</summary>
    public string Description => Reading is null
        ? $"sample catalogue: {Count:N0} items, seed {Seed}"
        : $"{string.Join(", ", Sources.Select(source => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)))))}{SplitWords}";

    string SplitWords =>
        Split switch { DataSplit.All => "", DataSplit.HeldOut => " (held out)", DataSplit.Validation => " (for validation)", _ => " (for training)" };

    /// <summary>Reads the catalogue as a stream.</summary>
    /// <param name="rejects">Takes what is left out.</param>
    /// <param name="cancellation">Stops.</param>
    public IEnumerable<CatalogueEntry> Read(RejectLog rejects, CancellationToken cancellation)
    {
        IEnumerable<CatalogueEntry> entries = Reading is null ? SampleCatalogue.Draw(Count, Seed)
            : CatalogueReader.Open(Sources, Reading, rejects, cancellation);
        if (Split == DataSplit.All)
            return entries;
        var split = new IdHashSplit(HeldOutShare, Duplicates);
        return entries.Where(entry => split.IsOf(entry.Item.Id, Split));
    }
}
