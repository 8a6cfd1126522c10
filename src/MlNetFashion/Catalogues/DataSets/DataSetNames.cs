namespace MlNetFashion.Catalogues;

/// <summary>Names of the data sets that models learn from, as models.json and <c>fashion data</c> have them.</summary>
static class DataSetNames
{
    /// <summary>Product photos with titles and attributes.</summary>
    public const string Products = "products";

    /// <summary>Photos of garments taken by their owners, in class folders.</summary>
    public const string Clothing = "clothing";

    /// <summary>Fashion IQ's captions, splits and attributes.</summary>
    public const string FashionIq = "fashion-iq";

    /// <summary>Garments that the project draws itself.</summary>
    public const string DrawnGarments = "drawn garments";
}
