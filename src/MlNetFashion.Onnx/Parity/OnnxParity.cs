using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Compares a module with the file that was written from it.</summary>
public static class OnnxParity
{
    /// <summary>How many sizes are tried for one case.</summary>
    const int Attempts = 10;

    /// <summary>Runs both in evaluation mode on the examples and on random inputs of several sizes.</summary>
    /// <param name="module">The module; left in the mode it was in.</param>
    /// <param name="path">The ONNX file.</param>
    /// <param name="inputs">The inputs as they were exported. Sizes that the module itself refuses are passed over.</param>
    /// <param name="cases">How many random inputs, beside the examples; 0 or more.</param>
    /// <param name="seed">Where the random numbers start from.</param>
    /// <exception cref="OnnxExportException">ONNX Runtime refuses the file or an input, or gives other shapes than the module.</exception>
    public static ParityReport Check(torch.nn.Module module, string path, IReadOnlyList<OnnxInput> inputs, int cases = 4, int seed = 1)
    {
        using OrtRunner runner = new(path);
        return Check(module, runner, inputs, cases, seed);
    }

    /// <summary>Runs a module and a model in memory in evaluation mode on the examples and on random inputs of several sizes.</summary>
    /// <inheritdoc cref="Check(torch.nn.Module, string, IReadOnlyList{OnnxInput}, int, int)"/>
    public static ParityReport Check(torch.nn.Module module, OnnxModel model, IReadOnlyList<OnnxInput> inputs, int cases = 4, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        using OrtRunner runner = new(model.ToArray());
        return Check(module, runner, inputs, cases, seed);
    }

    static ParityReport Check(torch.nn.Module module, OrtRunner runner, IReadOnlyList<OnnxInput> inputs, int cases, int seed)
    {
        using var noGradient = torch.no_grad();
        using EvaluationMode mode = new(module);
        Random random = new(seed);
        Difference[] worst = new Difference[runner.Outputs.Count];
        List<string> run = [];
        for (int i = 0; i <= cases; i++)
        {
            using var scope = torch.NewDisposeScope();
            if (Attempt(module, inputs, random, isExample: i == 0) is not { } attempt)
                continue;

            IReadOnlyList<torch.Tensor> actual = runner.Run(inputs.Select(input => input.Name).Zip(attempt.Inputs));
            for (int o = 0; o < worst.Length; o++)
            {
                torch.Tensor expected = attempt.Outputs[o];
                if (!expected.shape.SequenceEqual(actual[o].shape) || expected.dtype != actual[o].dtype)
                    throw new OnnxExportException(
                        $"{runner.Outputs[o]}: the module gives {expected.dtype} ({string.Join(", ", expected.shape)}), "
                            + $"the file {actual[o].dtype} ({string.Join(", ", actual[o].shape)}) for {attempt.Name}.");
                Difference difference = Difference.Largest(expected, actual[o]);
                worst[o] = new Difference(Math.Max(worst[o].Absolute, difference.Absolute), Math.Max(worst[o].Relative, difference.Relative));
            }

            run.Add(attempt.Name);
        }

        return new ParityReport([.. runner.Outputs.Select((name, o) => new OutputParity(name, worst[o]))], run);
    }

    static (string Name, torch.Tensor[] Inputs, torch.Tensor[] Outputs)? Attempt(torch.nn.Module module, IReadOnlyList<OnnxInput> inputs,
        Random random, bool isExample)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Dictionary<string, long> sizes = [];
            // Where any size will not do, half of the example's or twice as much may.
            bool near = attempt >= Attempts / 2;
            torch.Tensor[] tensors = [.. inputs.Select(input => isExample ? input.Example : Draw(input, random, sizes, near))];
            string name = isExample ? "the example" : sizes.Count == 0 ? "fixed sizes" : string.Join(", ", sizes.Select(size => $"{size.Key}={size.Value}"));
            try
            {
                // On copies: a module that works in place would change what the file is given.
                return (name, tensors, [.. ModuleCall.Invoke(module, [.. tensors.Select(tensor => (Value)tensor.clone())]).Select(value => value.Tensor)]);
            }
            catch (Exception failure) when (!isExample && failure is ExternalException or ArgumentException)
            {
                // The module refuses this size (smaller than a window, longer than its positions), and so the file may.
            }
        }

        return null;
    }

    static torch.Tensor Draw(OnnxInput input, Random random, Dictionary<string, long> sizes, bool near)
    {
        long[] shape = input.Example.shape;
        for (int axis = 0; axis < Math.Min(shape.Length, input.Axes.Length); axis++)
        {
            if (input.Axes[axis] is not { } name)
                continue;
            if (!sizes.TryGetValue(name, out long size))
                sizes[name] = size = near ? Math.Max(1, shape[axis] * random.Next(1, 5) / 2) : random.NextInt64(1, shape[axis] + 4);
            shape[axis] = size;
        }

        return input.Sample is { } sample ? sample(random, shape) : InputSampler.Like(input.Example, shape, random);
    }
}
