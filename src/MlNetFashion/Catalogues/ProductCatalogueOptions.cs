namespace MlNetFashion.Catalogues;

/// <summary>Which columns of a product CSV mean what.</summary>
public sealed record ProductCatalogueOptions
{
    /// <value>The column that holds the id, which is the photo's file name too. The default is <c>id</c>; case is ignored when no column has the exact name.</value>
    public string IdColumn { get; init; } = "id";

    /// <value>The column that a person reads. The default is <c>productDisplayName</c>; case is ignored when no column has the exact name.</value>
    public string TitleColumn { get; init; } = "productDisplayName";
}
