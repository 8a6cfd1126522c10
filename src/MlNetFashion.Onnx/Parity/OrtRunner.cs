using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>An ONNX file in ONNX Runtime, fed with TorchSharp's tensors.</summary>
sealed class OrtRunner : IDisposable
{
    readonly InferenceSession _session;
    readonly RunOptions _options = new();

    public OrtRunner(string path) : this(options => new InferenceSession(path, options)) { }

    // A model in memory is a small one: threads of its own would cost more than they bring.
    public OrtRunner(byte[] model, int threads = 1) : this(options => new InferenceSession(model, options), threads) { }

    OrtRunner(Func<SessionOptions, InferenceSession> open, int threads = 0)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = threads };
        try
        {
            _session = open(options);
        }
        catch (OnnxRuntimeException refusal)
        {
            // Of most operators it has those for 32-bit numbers only.
            string hint = refusal.Message.Contains("Could not find an implementation", StringComparison.Ordinal) ? " It has operators for fewer types than TorchSharp: convert the module and its inputs to Float32." : "";
            throw new OnnxExportException($"ONNX Runtime refuses the file: {refusal.Message.TrimEnd()}{hint}", refusal);
        }
    }

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    public IReadOnlyList<torch.Tensor> Run(IEnumerable<(string Name, torch.Tensor Tensor)> inputs)
    {
        (string Name, torch.Tensor Tensor)[] given = [.. inputs];
        OrtValue[] values = [.. given.Select(input => ToOrt(input.Tensor))];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, [.. given.Select(input => input.Name)], values, _session.OutputNames);
            return [.. results.Select(ToTensor)];
        }
        catch (OnnxRuntimeException refusal)
        {
            string shapes = string.Join(", ", given.Select(input => $"{input.Name} {input.Tensor.dtype} ({string.Join(", ", input.Tensor.shape)})"));
            throw new OnnxExportException($"ONNX Runtime cannot run the file with {shapes}: {refusal.Message}", refusal);
        }
        finally
        {
            foreach (OrtValue value in values)
                value.Dispose();
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    static OrtValue ToOrt(torch.Tensor tensor)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)(int)tensor.dtype.ToElementType(), tensor.shape);
        TensorBytes.Of(tensor).CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    static torch.Tensor ToTensor(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return TensorBytes.ToTensor(value.GetTensorMutableRawData(), (ElementType)(int)info.ElementDataType, info.Shape);
    }
}
