using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MlNetFashion.BatchScoring;

/// <summary>A transformer whose ONNX models are scored in batches;
/// made by <see cref="BatchScoringCatalog.InBatches(ITransformer, BatchScoringOptions)"/>.</summary>
/// <remarks>Saved, it is the transformer that it was made of. A single row (<see cref="PredictionEngine{TSrc, TDst}"/>) is scored by that, too.</remarks>
public sealed class BatchedTransformer : ITransformer, IDisposable
{
    readonly ITransformer _inner;
    readonly (ITransformer Step, BatchedModel? Model)[] _steps;

    internal BatchedTransformer(ITransformer inner, BatchScoringOptions options, Func<byte[]>? model)
    {
        _inner = inner is BatchedTransformer batched ? batched._inner : inner;
        _steps =
        [
            .. Steps(_inner).Select(step => (step, step is OnnxTransformer onnx
                ? new BatchedModel(onnx, options, model ?? (() => SavedModel.Read(onnx))) : null)),
        ];
    }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _inner.IsRowToRowMapper;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _inner.GetOutputSchema(inputSchema);

    /// <summary>The data with the columns that the steps add. Nothing is read or scored before a cursor asks.</summary>
    /// <param name="input">Data of any kind.</param>
    /// <returns>A view that is read by any number of cursors at once, and shuffled, as <paramref name="input"/> can be.</returns>
    public IDataView Transform(IDataView input)
    {
        IDataView data = input;
        foreach ((ITransformer step, BatchedModel? model) in _steps)
            data = model?.Transform(data) ?? step.Transform(data);
        return data;
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _inner.GetRowToRowMapper(inputSchema);

    /// <summary>Closes the models. Data views of this transformer cannot be read afterwards.</summary>
    public void Dispose()
    {
        foreach ((_, BatchedModel? model) in _steps)
            model?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _inner.Save(ctx);

    // A loaded chain is a chain of chains.
    static IEnumerable<ITransformer> Steps(ITransformer transformer) => transformer switch
    {
        IEnumerable<ITransformer> chain => chain.SelectMany(Steps),
        BatchedTransformer batched => Steps(batched._inner),
        _ => [transformer],
    };
}
