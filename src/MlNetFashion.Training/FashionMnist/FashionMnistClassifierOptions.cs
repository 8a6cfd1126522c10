namespace MlNetFashion.Training.FashionMnist;

/// <summary>Size of the <see cref="FashionMnistClassifier"/>.</summary>
sealed record FashionMnistClassifierOptions
{
    /// <summary>Channels at 28, 14 and 7 pixels.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Length of the features that the classes are read from, and that measures of generated pictures compare.</summary>
    public required int FeatureDimension { get; init; }

    /// <summary>Share of features dropped in training, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>About 0.15 M parameters and 5.5 M multiplications a picture: one core trains it in minutes.</summary>
    public static FashionMnistClassifierOptions Default { get; } = new() { Widths = [16, 32, 64], FeatureDimension = 128 };

    /// <summary>For tests.</summary>
    public static FashionMnistClassifierOptions Tiny { get; } = new() { Widths = [4, 4, 8], FeatureDimension = 8 };
}
