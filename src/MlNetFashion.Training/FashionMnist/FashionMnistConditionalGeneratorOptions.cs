namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistConditionalGenerator"/>.</summary>
sealed record FashionMnistConditionalGeneratorOptions
{
    /// <summary>Channels at 7x7, 14x14 and 28x28.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [96, 48, 24];

    /// <summary>Length of the condition: 10 for the classes of Fashion-MNIST, the length of the embedding for texts.</summary>
    public int ConditionDimension { get; init; } = 10;

    /// <summary>Length of what is learnt about a condition.</summary>
    public int EmbeddingDimension { get; init; } = 32;

    /// <summary>Length of the noise.</summary>
    public int NoiseDimension { get; init; } = 64;

    /// <summary>About 0.6 M parameters and 8 M multiplications a picture.</summary>
    public static FashionMnistConditionalGeneratorOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static FashionMnistConditionalGeneratorOptions Tiny { get; } = new() { Widths = [8, 8, 4], EmbeddingDimension = 4, NoiseDimension = 4 };
}
