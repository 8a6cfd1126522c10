namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion measure</c> was asked of a generator of garments.</summary>
sealed record GarmentMeasureRequest
{
    /// <value>A run of the generator, a folder of models, or an ONNX file of one; null for the models that come with the tool.</value>
    public required string? Model { get; init; }

    /// <value>The folder of models whose encoders make the queries; null for that of the model if it has some, else for the models that come with the tool.</value>
    public required string? Encoders { get; init; }

    /// <value>The ONNX file of the garment classifier.</value>
    public required string Classifier { get; init; }

    /// <value>The folder with products; null for none.</value>
    public required string? Data { get; init; }

    /// <value>What is measured on.</value>
    public required MeasuredCatalogue Catalogue { get; init; }

    /// <value>Requests of each of the two ways of asking.</value>
    public required int Count { get; init; }

    /// <value>How many pictures are drawn of a request, the nearest to it judged; 1 for a picture by chance.</value>
    public required int BestOf { get; init; }

    /// <value>Everything random follows from it.</value>
    public required int Seed { get; init; }

    /// <value>Where a sheet of what was not recognised goes; null for nowhere.</value>
    public required string? Picture { get; init; }
}
