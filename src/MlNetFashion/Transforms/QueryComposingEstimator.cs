using Microsoft.ML;
using MlNetFashion.Models;

namespace MlNetFashion.Transforms;

/// <summary>A text embedding and an image embedding to a query embedding; made by <see cref="FashionCatalog.ComposeQuery"/>.</summary>
/// <remarks>
/// <para>It composes what it is given: of a picture and words that name no garment,
/// <see cref="FashionPipeline.Prepare"/> says the kind that is read in the picture before the words,
/// a chain does not.</para>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | One or two vectors of <see cref="float"/>, length <see cref="Columns.EmbeddingDimension"/>; zeros mean that it is missing |
/// | Output column data type | Vector of <see cref="float"/>, length <see cref="Columns.EmbeddingDimension"/>, unit length |
/// | Saved with the model | The query composer |
/// </remarks>
public sealed class QueryComposingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal QueryComposingEstimator(TransformsCatalog catalog, string output, string? text, string? image, FashionModels models)
    {
        if (text is null && image is null)
            throw new ArgumentException("A query is composed of a text embedding, an image embedding or both, but neither column was named.");
        string? missing = text is null ? Columns.TextEmbedding : image is null ? Columns.ImageEmbedding : null;
        ColumnBinding[] inputs =
        [
            .. text is null ? (ColumnBinding[])[] : [new(text, Columns.TextEmbedding)],
            .. image is null ? (ColumnBinding[])[] : [new(image, Columns.ImageEmbedding)],
        ];
        IEstimator<ITransformer> compose = OnnxSteps.Apply(catalog, models, ModelRole.QueryComposer);
        _chain = missing is null
            ? new BoundChain(catalog, inputs, [new(output, Columns.QueryEmbedding)], scratch: [], compose)
            : new BoundChain(
                catalog, inputs, [new(output, Columns.QueryEmbedding)], scratch: [ConstantColumns.Key, missing],
                ConstantColumns.AddKey(catalog), ConstantColumns.AddVector(catalog, missing, new float[Columns.EmbeddingDimension]), compose);
    }

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);
}
