namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion measure</c> was asked of a generator of Fashion-MNIST pictures.</summary>
sealed record GreyMeasureRequest
{
    /// <value>A run's folder or an ONNX file.</value>
    public required string Model { get; init; }

    /// <value>The ONNX file whose features measure.</value>
    public required string Classifier { get; init; }

    /// <value>The folder with Fashion-MNIST.</value>
    public required string Data { get; init; }

    /// <value>Pictures to draw.</value>
    public required int Count { get; init; }

    /// <value>Everything random follows from it.</value>
    public required int Seed { get; init; }

    /// <value>Whether a classifier is trained on them.</value>
    public required bool ByTraining { get; init; }

    /// <value>Its steps; null for the preset's.</value>
    public required int? Steps { get; init; }
}
