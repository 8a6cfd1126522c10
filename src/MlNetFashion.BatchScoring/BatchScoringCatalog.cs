using MlNetFashion.BatchScoring;

namespace Microsoft.ML;

/// <summary>Scores the ONNX models of a chain in batches. ML.NET itself runs a model once for each row.</summary>
/// <example><code>
/// ITransformer chain = context.Transforms.ApplyOnnxModel("model.onnx").InBatches().Fit(data);
/// ITransformer loaded = context.Model.Load("chain.zip", out _).InBatches();
/// </code></example>
public static class BatchScoringCatalog
{
    /// <summary>The same estimator, whose transformer scores in batches.</summary>
    /// <param name="estimator">An estimator of an ONNX model, or a chain that has such steps.</param>
    /// <param name="options">How; null for the default.</param>
    /// <returns>What it fits is saved as ML.NET's own chain, and loads in any program. <see cref="InBatches(ITransformer, BatchScoringOptions)"/>
    /// makes what was loaded score in batches again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static IEstimator<ITransformer> InBatches(this IEstimator<ITransformer> estimator, BatchScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new BatchedEstimator(estimator, (options ?? new()).Checked(), model: null);
    }

    /// <summary>The same chain, with its ONNX models scored in batches.</summary>
    /// <param name="transformer">A fitted or loaded transformer. Steps without an ONNX model,
    /// and models whose first axis has a fixed length, stay as they are.</param>
    /// <param name="options">How; null for the default.</param>
    /// <returns>A transformer that gives the same columns with the same values.
    /// Dispose of it when its data views are done with; it owns the sessions of the models.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static BatchedTransformer InBatches(this ITransformer transformer, BatchScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new BatchedTransformer(transformer, (options ?? new()).Checked(), model: null);
    }
}
