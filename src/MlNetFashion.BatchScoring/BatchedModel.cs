using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;
using MlNetFashion.Inference;

namespace MlNetFashion.BatchScoring;

/// <summary>An ONNX step with a session of its own that takes many rows at once.</summary>
sealed class BatchedModel : IDisposable
{
    readonly OnnxTransformer _step;
    readonly BatchScoringOptions _options;
    readonly BatchRunning _running;
    readonly Lazy<OnnxSession> _session;

    /// <param name="step">The step as ML.NET runs it.</param>
    /// <param name="options">How the model runs here.</param>
    /// <param name="model">Reads the .onnx bytes, when they are needed first.</param>
    public BatchedModel(OnnxTransformer step, BatchScoringOptions options, Func<byte[]> model)
    {
        (_step, _options) = (step, options);
        // One thread a run: threads that share a run wait for each other at every layer.
        _running = new BatchRunning(options.Rows, options.Threads > 0 ? options.Threads : options.CudaDevice is null ? Environment.ProcessorCount : 1);
        _session = new(() => OnnxSession.Open(model(), "the ONNX model of the chain", new Inference.OnnxSessionOptions(Threads: 1, options.CudaDevice)));
    }

    /// <summary>The data with the model's outputs; null when its rows cannot be put together, and ML.NET should score them one by one.</summary>
    public IDataView? Transform(IDataView input)
    {
        DataViewSchema schema = _step.GetOutputSchema(input.Schema);
        return BatchPlan.Make(_session.Value, input.Schema, schema, _options.PaddingMask) is { } plan
            ? new BatchedDataView(input, schema, plan, _running) : null;
    }

    public void Dispose()
    {
        if (_session.IsValueCreated)
            _session.Value.Dispose();
    }
}
