using MlNetFashion.Catalogues;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>--kind</c> can say: <see cref="CatalogueKind"/>, the sample catalogue,
/// which has no source, and for queries Fashion IQ and Fashion200k, whose sources are text.</summary>
enum SourceKind
{
    Auto = CatalogueKind.Auto,
    Products = CatalogueKind.Products,
    Folders = CatalogueKind.Folders,
    FashionMnist = CatalogueKind.FashionMnist,
    Sample,
    FashionIq,
    Fashion200k,
}
