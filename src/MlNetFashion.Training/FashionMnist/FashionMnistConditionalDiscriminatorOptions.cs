namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistConditionalDiscriminator"/>.</summary>
sealed record FashionMnistConditionalDiscriminatorOptions
{
    /// <summary>Channels at 14x14, 7x7 and 3x3.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [24, 48, 96];

    /// <summary>Width of the features that are judged.</summary>
    public int FeatureDimension { get; init; } = 128;

    /// <summary>Length of the condition, as the generator's.</summary>
    public int ConditionDimension { get; init; } = 10;

    /// <summary>Whether each layer's largest singular value is held at 1 (Miyato et al., 2018); not to be used together with a gradient penalty.</summary>
    public bool SpectralNorm { get; init; } = true;

    /// <summary>About 0.2 M parameters and 2 M multiplications a picture.</summary>
    public static FashionMnistConditionalDiscriminatorOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static FashionMnistConditionalDiscriminatorOptions Tiny { get; } = new() { Widths = [4, 8, 8], FeatureDimension = 8 };
}
