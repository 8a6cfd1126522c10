using Microsoft.ML;

namespace MlNetFashion.Transforms;

/// <summary>The path of a picture to its pixels; made by <see cref="FashionCatalog.LoadPhoto"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Text: the path of a JPEG, PNG, WebP, GIF or BMP; missing or empty is "no picture" |
/// | Output column data type | Vector of <see cref="float"/>, 3 × <see cref="Columns.ImageSize"/> ×
/// <see cref="Columns.ImageSize"/>, −1 to 1; all 1 (white) for "no picture" |
/// | Saved with the model | Nothing |
/// </remarks>
public sealed class PhotoLoadingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal PhotoLoadingEstimator(TransformsCatalog catalog, string output, string path) =>
        _chain = new BoundChain(
            catalog,
            inputs: [new(path, Columns.ImagePath)],
            outputs: [new(output, Columns.Image)],
            scratch: [],
            catalog.CustomMapping(new LoadPhotoMapping().GetMapping(), LoadPhotoMapping.Contract));

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);
}
