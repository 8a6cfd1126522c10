using MlNetFashion.Catalogues;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>--kind</c> can say: <see cref="CatalogueKind"/>, and the sample catalogue, which has no source.</summary>
enum SourceKind
{
    Auto = CatalogueKind.Auto,
    Products = CatalogueKind.Products,
    Folders = CatalogueKind.Folders,
    FashionMnist = CatalogueKind.FashionMnist,
    Sample,
}
