namespace MlNetFashion.Catalogues;

/// <summary>How sources are read.</summary>
public enum CatalogueKind
{
    /// <summary>Decided by what is there; see <see cref="CatalogueReader"/>.</summary>
    Auto,

    /// <summary>Photos named by id and a CSV: <see cref="ProductCatalogue"/>.</summary>
    Products,

    /// <summary>Folders of classes, or flat photos: <see cref="FolderCatalogue"/>.</summary>
    Folders,

    /// <summary>Idx files: <see cref="FashionMnistCatalogue"/>.</summary>
    FashionMnist,

    /// <summary>No source at all: the catalogue that the library draws, <see cref="SampleCatalogue"/>.</summary>
    Sample,
}
