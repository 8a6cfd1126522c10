using Microsoft.ML;

namespace MlNetFashion.BatchScoring;

/// <summary>Fits an estimator and scores what it fitted in batches.</summary>
/// <param name="estimator">The estimator.</param>
/// <param name="options">How its models are scored.</param>
/// <param name="model">The .onnx bytes of its one model where they are at hand; null to take them out of the fitted steps.</param>
sealed class BatchedEstimator(IEstimator<ITransformer> estimator, BatchScoringOptions options, Func<byte[]>? model) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input) => new BatchedTransformer(estimator.Fit(input), options, model);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
}
