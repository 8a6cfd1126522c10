namespace MlNetFashion.Catalogues;

/// <summary>How <see cref="CatalogueReader"/> reads its sources.</summary>
public sealed record CatalogueReaderOptions
{
    /// <value>The kind of catalogue. The default is to find out.</value>
    public CatalogueKind Kind { get; init; } = CatalogueKind.Auto;

    /// <value>The path of a CSV, plain or gzipped. The default is null: one that lies in or
    /// beside the source is used where its ids are those of the photos.</value>
    public string? Csv { get; init; }

    /// <value>Which columns of the CSV mean what.</value>
    public ProductCatalogueOptions Products { get; init; } = new();

    /// <value>How many items the sample catalogue has. The default is 2,000.</value>
    public int SampleCount { get; init; } = 2000;

    /// <value>The seed that the sample catalogue is drawn from. The default is 1.</value>
    public int SampleSeed { get; init; } = 1;
}
