namespace MlNetFashion.Training.GarmentClassification;

/// <summary>Size of the <see cref="GarmentClassifier"/>.</summary>
sealed record GarmentClassifierOptions
{
    /// <summary>Channels at 32, 16, 8 and 4 pixels; the last is the length of the features.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>How many kinds it tells apart.</summary>
    public required int Classes { get; init; }

    /// <summary>Share of features dropped in training, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>About 0.5 M parameters and 15 M multiplications a picture: one core trains it in a quarter of an hour.</summary>
    /// <param name="classes">How many kinds.</param>
    public static GarmentClassifierOptions Default(int classes) => new() { Widths = [16, 32, 64, 128], Classes = classes };

    /// <summary>For tests.</summary>
    /// <param name="classes">How many kinds.</param>
    public static GarmentClassifierOptions Tiny(int classes) => new() { Widths = [4, 4, 8, 16], Classes = classes };
}
