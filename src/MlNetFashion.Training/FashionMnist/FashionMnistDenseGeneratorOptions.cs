namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistDenseGenerator"/>.</summary>
sealed record FashionMnistDenseGeneratorOptions
{
    /// <summary>Length of the noise.</summary>
    public int NoiseDimension { get; init; } = 100;

    /// <summary>Widths of the hidden layers, from the noise to the picture.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [256, 512, 1024];

    /// <summary>Share of each hidden layer that is left out while learning, 0 to below 1.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>1.5 M parameters, and as many multiplications a picture.</summary>
    public static FashionMnistDenseGeneratorOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static FashionMnistDenseGeneratorOptions Tiny { get; } = new() { NoiseDimension = 8, Widths = [16, 24] };
}
