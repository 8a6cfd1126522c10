namespace MlNetFashion.Training.Recipes;

/// <summary>What a generator of garments is measured on.</summary>
public enum MeasuredCatalogue
{
    /// <summary>Products and the sample catalogue, one after the other.</summary>
    Both,

    /// <summary>Photos of products.</summary>
    Products,

    /// <summary>Drawn garments.</summary>
    Sample,
}
