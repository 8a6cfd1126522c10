namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistDenseDiscriminator"/>.</summary>
sealed record FashionMnistDenseDiscriminatorOptions
{
    /// <summary>Widths of the hidden layers, from the picture to the score.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [512, 256];

    /// <summary>0.5 M parameters, and as many multiplications a picture.</summary>
    public static FashionMnistDenseDiscriminatorOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static FashionMnistDenseDiscriminatorOptions Tiny { get; } = new() { Widths = [16, 8] };
}
