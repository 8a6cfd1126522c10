using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Inference;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>An ONNX file in ONNX Runtime, fed with TorchSharp's tensors.</summary>
sealed class OrtRunner : IDisposable
{
    readonly OnnxSession _session;

    public OrtRunner(string path) : this(() => OnnxSession.Open(path, new OnnxSessionOptions(Threads: 0))) { }

    // A model in memory is a small one: threads of its own would cost more than they bring.
    public OrtRunner(byte[] model, int threads = 1) : this(() => OnnxSession.Open(model, "the model in memory", new OnnxSessionOptions(threads))) { }

    OrtRunner(Func<OnnxSession> open)
    {
        try
        {
            _session = open();
        }
        catch (InvalidDataException refused) when (refused.InnerException is OnnxRuntimeException refusal)
        {
            // Of most operators it has those for 32-bit numbers only.
            string hint = refusal.Message.Contains("Could not find an implementation", StringComparison.Ordinal)
                ? " It has operators for fewer types than TorchSharp: convert the module and its inputs to Float32." : "";
            throw new OnnxExportException($"ONNX Runtime refuses the file: {refusal.Message.TrimEnd()}{hint}", refusal);
        }

        Outputs = [.. _session.Outputs.Select(output => output.Name)];
    }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyList<torch.Tensor> Run(IEnumerable<(string Name, torch.Tensor Tensor)> inputs)
    {
        (string Name, torch.Tensor Tensor)[] given = [.. inputs];
        OrtValue[] values = [.. given.Select(input => ToOrt(input.Tensor))];
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run([.. given.Select(input => input.Name)], values, Outputs);
            return [.. results.Select(ToTensor)];
        }
        catch (InvalidDataException refused) when (refused.InnerException is OnnxRuntimeException refusal)
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

    public void Dispose() => _session.Dispose();

    static OrtValue ToOrt(torch.Tensor tensor)
    {
        OrtValue value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance,
            (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)(int)tensor.dtype.ToElementType(), tensor.shape);
        TensorBytes.Of(tensor).CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    static torch.Tensor ToTensor(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return TensorBytes.ToTensor(value.GetTensorMutableRawData(), (ElementType)(int)info.ElementDataType, info.Shape);
    }
}
