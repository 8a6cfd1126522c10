namespace MlNetFashion.Catalogues;

/// <summary>How <see cref="CatalogueReader"/> reads its sources.</summary>
public sealed record CatalogueReaderOptions
{
    /// <value>The kind of catalogue. The default is to find out.</value>
    public CatalogueKind Kind { get; init; } = CatalogueKind.Auto;

    /// <value>The path of a CSV, plain or gzipped. The default is null: one that lies in or beside the source is used where its ids are those of the photos.</value>
    public string? Csv { get; init; }

    /// <value>Which columns of the CSV mean what.</value>
    public ProductCatalogueOptions Products { get; init; } = new();

    /// <summary>The kind of a word on the command line: auto, products, folders or fashion-mnist.</summary>
    /// <exception cref="ArgumentException">It is another word.</exception>
    public static CatalogueKind ParseKind(string kind) => kind.ToLowerInvariant() switch
    {
        "auto" => CatalogueKind.Auto,
        "products" => CatalogueKind.Products,
        "folders" => CatalogueKind.Folders,
        "fashion-mnist" => CatalogueKind.FashionMnist,
        _ => throw new ArgumentException($"There is no kind of catalogue \"{kind}\". Choose auto, products, folders or fashion-mnist."),
    };
}
