using Microsoft.ML;

namespace MlNetFashion.Transforms;

/// <summary>A query embedding to the nearest items of an index; made by <see cref="FashionCatalog.RetrieveNeighbours"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Vector of <see cref="float"/>, as long as the index's embeddings |
/// | Output column data type | Vector of text and vector of <see cref="float"/>, best first; shorter than asked for when the index is |
/// | Saved with the model | The index's folder and hash; the index itself stays where it is |
/// </remarks>
public sealed class NeighbourRetrievingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal NeighbourRetrievingEstimator(TransformsCatalog catalog, string ids, string scores, string query, IndexReference index) =>
        _chain = new BoundChain(
            catalog,
            inputs: [new(query, Columns.QueryEmbedding)],
            outputs: [new(ids, Columns.NeighbourIds), new(scores, Columns.NeighbourScores)],
            scratch: [ConstantColumns.Key, RetrieveMapping.IndexColumn],
            ConstantColumns.AddKey(catalog),
            ConstantColumns.AddText(catalog, RetrieveMapping.IndexColumn, index.ToString()),
            catalog.CustomMapping(new RetrieveMapping().GetMapping(), RetrieveMapping.Contract));

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);
}
