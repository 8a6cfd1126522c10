namespace MlNetFashion.Training.Data;

/// <summary>Where a training picture comes from.</summary>
enum TrainingDomain
{
    /// <summary>Product photos with titles and attributes.</summary>
    Product,

    /// <summary>Drawn garments, every attribute known.</summary>
    Sample,

    /// <summary>Photos sorted into folders by class: user photos and Fashion-MNIST.</summary>
    ClassPhoto,

    /// <summary>Photos of which only captions of their differences are known: Fashion IQ's.</summary>
    Captioned,
}
