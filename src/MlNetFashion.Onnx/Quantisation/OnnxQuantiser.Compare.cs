using System.Diagnostics;
using TorchSharp;

namespace MlNetFashion.Onnx;

public static partial class OnnxQuantiser
{
    /// <summary>Runs both models on examples and compares size, speed and results.</summary>
    /// <param name="model">The model in floating point.</param>
    /// <param name="quantised">The 8-bit model made of it.</param>
    /// <param name="examples">Inputs by name.</param>
    /// <param name="repeats">How often each example is timed; 1 or more. The two models take turns, so that both see the same load of the machine.</param>
    /// <param name="threads">Threads of one run; 0 leaves it to ONNX Runtime.</param>
    public static QuantisationReport Compare(OnnxModel model, OnnxModel quantised, IReadOnlyList<IReadOnlyDictionary<string, torch.Tensor>> examples,
        int repeats = 5, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(quantised);
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeats);
        byte[] real = model.ToArray(), int8 = quantised.ToArray();
        using OrtRunner first = new(real, threads), second = new(int8, threads);
        List<double> times = [], int8Times = [];
        Dictionary<string, double> cosines = first.Outputs.ToDictionary(name => name, _ => 1.0);
        foreach (IReadOnlyDictionary<string, torch.Tensor> example in examples)
        {
            using var scope = torch.NewDisposeScope();
            (string, torch.Tensor)[] inputs = [.. example.Select(input => (input.Key, input.Value))];
            IReadOnlyList<torch.Tensor> expected = first.Run(inputs), actual = second.Run(inputs);
            for (int i = 0; i < expected.Count; i++)
                cosines[first.Outputs[i]] = Math.Min(cosines[first.Outputs[i]], LeastCosine(expected[i], actual[i]));
            for (int r = 0; r < repeats; r++)
            {
                times.Add(Milliseconds(first, inputs));
                int8Times.Add(Milliseconds(second, inputs));
            }
        }

        return new QuantisationReport(real.LongLength, int8.LongLength, Median(times), Median(int8Times), cosines);
    }

    static double LeastCosine(torch.Tensor expected, torch.Tensor actual)
    {
        torch.Tensor a = expected.to(torch.ScalarType.Float64).reshape(expected.shape[0], -1),
            b = actual.to(torch.ScalarType.Float64).reshape(expected.shape[0], -1);
        return torch.nn.functional.cosine_similarity(a, b, 1, 1e-12).min().item<double>();
    }

    static double Milliseconds(OrtRunner runner, (string, torch.Tensor)[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        runner.Run(inputs);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);
}
