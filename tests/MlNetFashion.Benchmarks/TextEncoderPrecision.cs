using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Onnx;
using MlNetFashion.Onnx.Tests.Networks;
using TorchSharp;

namespace MlNetFashion.Benchmarks;

/// <summary>How many times faster than in 32-bit numbers is a BERT of four layers in 8-bit ones, at batch 8 and length 16, on one thread?</summary>
/// <remarks>On a machine that others use too, read the line printed at the start: there the two models take turns, here one runs after the other.</remarks>
public class TextEncoderPrecision
{
    const int Vocabulary = 8192, Batch = 8, Length = 16;

    readonly RunOptions _options = new();
    InferenceSession _float = null!, _int8 = null!;
    OrtValue[] _inputs = [];

    [Params(256, 768)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Export()
    {
        TorchLibrary.EnsureLoaded();
        torch.manual_seed(1);
        using Bert bert = new(Vocabulary, Width, heads: Width / 64, depth: 4);
        OnnxModel model = OnnxExporter.ToModel(bert, Bert.Example(Vocabulary)), int8 = OnnxQuantiser.Dynamic(model);
        using torch.Tensor ids = torch.randint(0, Vocabulary, [Batch, Length], dtype: torch.ScalarType.Int64),
            mask = torch.ones([Batch, Length], dtype: torch.ScalarType.Int64);
        Console.WriteLine(OnnxQuantiser.Compare(model, int8, [new Dictionary<string, torch.Tensor> { ["InputIds"] = ids, ["AttentionMask"] = mask }],
            repeats: 60, threads: 1));

        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        (_float, _int8) = (new InferenceSession(model.ToArray(), options), new InferenceSession(int8.ToArray(), options));
        _inputs = [.. new[] { ids, mask }.Select(tensor => OrtValue.CreateTensorValueFromMemory(tensor.data<long>().ToArray(), [Batch, Length]))];
    }

    [GlobalCleanup]
    public void Close()
    {
        foreach (OrtValue input in _inputs)
            input.Dispose();
        _float.Dispose();
        _int8.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float Float32() => Run(_float);

    [Benchmark]
    public float Int8() => Run(_int8);

    float Run(InferenceSession session)
    {
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(_options, ["InputIds", "AttentionMask"], _inputs, session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }
}
