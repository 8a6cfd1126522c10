using Microsoft.ML;
using MlNetFashion.Models;

namespace MlNetFashion.Transforms;

/// <summary>Pixels to an embedding; made by <see cref="FashionCatalog.EmbedImage"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Vector of <see cref="float"/>, 3 × <see cref="Columns.ImageSize"/> × <see cref="Columns.ImageSize"/>,
/// −1 to 1, as <see cref="FashionCatalog.LoadPhoto"/> and <see cref="FashionCatalog.GenerateImage"/> make it |
/// | Output column data type | Vector of <see cref="float"/>, length <see cref="Columns.EmbeddingDimension"/>: unit length, or zeros for a white picture |
/// | Saved with the model | The image encoder |
/// </remarks>
public sealed class ImageEmbeddingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal ImageEmbeddingEstimator(TransformsCatalog catalog, string output, string image, FashionModels models) =>
        _chain = new BoundChain(
            catalog,
            inputs: [new(image, Columns.Image)],
            outputs: [new(output, Columns.ImageEmbedding)],
            scratch: [],
            OnnxSteps.Apply(catalog, models, ModelRole.ImageEncoder),
            catalog.CustomMapping(new MissingPictureMapping().GetMapping(), MissingPictureMapping.Contract));

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);
}
