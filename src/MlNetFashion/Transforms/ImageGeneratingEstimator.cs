using Microsoft.ML;
using MlNetFashion.Models;

namespace MlNetFashion.Transforms;

/// <summary>A query embedding to a picture of what was understood; made by <see cref="FashionCatalog.GenerateImage"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Vector of <see cref="float"/>, length <see cref="Columns.EmbeddingDimension"/> |
/// | Output column data type | Vector of <see cref="float"/>, 3 × <see cref="Columns.ImageSize"/> ×
/// <see cref="Columns.ImageSize"/>, −1 to 1; the picture of a generator that draws larger ones is averaged down,
/// so that <see cref="FashionCatalog.EmbedImage"/> can follow. <see cref="FashionPipeline.Draw"/> gives it whole |
/// | Saved with the model | The generator, and the noise of the seed |
/// </remarks>
public sealed class ImageGeneratingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal ImageGeneratingEstimator(TransformsCatalog catalog, string output, string query, long seed, FashionModels models)
    {
        float[] noise = new float[models.NoiseDimension];
        NoiseSource.Fill(seed, picture: 0, noise);
        _chain = new BoundChain(
            catalog,
            inputs: [new(query, Columns.QueryEmbedding)],
            outputs: [new(output, Columns.GeneratedImage)],
            scratch: [ConstantColumns.Key, Columns.Noise],
            [
                ConstantColumns.AddKey(catalog),
                ConstantColumns.AddVector(catalog, Columns.Noise, noise),
                OnnxSteps.Apply(catalog, models, ModelRole.Generator),
                .. models.GeneratedSize == Columns.ImageSize ? (IEstimator<ITransformer>[])[]
                    : [catalog.CustomMapping(new ResizePictureMapping().GetMapping(), ResizePictureMapping.Contract)],
            ]);
    }

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);
}
