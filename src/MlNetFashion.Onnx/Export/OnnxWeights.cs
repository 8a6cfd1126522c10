using MlNetFashion.Onnx.Proto;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Onnx;

/// <summary>The way back from a file: the weights of an exported module into a module of the same form, to train it on, say.</summary>
public static class OnnxWeights
{
    const int MostNamed = 5;

    /// <summary>Copies each initializer that is named after a parameter or buffer of the module into it; numbers of another type are converted.</summary>
    /// <param name="module">Has the sizes of the module that was exported.</param>
    /// <param name="model">A file that <see cref="OnnxExporter"/> wrote, or another one whose initializers have TorchSharp's or PyTorch's names.</param>
    /// <returns>The parameters and buffers that the file has nothing for, and that stay as they are: what the module's result does not depend on
    /// (<c>num_batches_tracked</c>), what was folded into a constant, and what is one tensor with another name.</returns>
    /// <exception cref="InvalidDataException">A tensor of the file has another shape; nothing is changed then.</exception>
    public static IReadOnlyList<string> Load(Module module, OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, TensorProto> given = model.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        Dictionary<string, Tensor> wanted = module.state_dict();
        Require(module, wanted, given);
        using IDisposable _ = no_grad();
        foreach ((string name, Tensor target) in wanted)
        {
            if (!given.TryGetValue(name, out TensorProto? source))
                continue;
            using Tensor values = TensorBytes.ToTensor(model.DataOf(source), (ElementType)source.DataType, [.. source.Dims]);
            target.copy_(values);
        }

        return [.. wanted.Keys.Where(name => !given.ContainsKey(name))];
    }

    static void Require(Module module, Dictionary<string, Tensor> wanted, Dictionary<string, TensorProto> given)
    {
        string[] others = [.. wanted.Where(entry => given.TryGetValue(entry.Key, out TensorProto? tensor) && !tensor.Dims.SequenceEqual(entry.Value.shape))
            .Select(entry =>
                $"{entry.Key} is ({string.Join(", ", given[entry.Key].Dims)}) in the file and ({string.Join(", ", entry.Value.shape)}) in the module")];
        if (others.Length > 0)
        {
            throw new InvalidDataException($"The file holds the weights of a {module.GetName()} of other sizes: {string.Join("; ", others.Take(MostNamed))}"
                + $"{(others.Length > MostNamed ? $"; and {others.Length - MostNamed:N0} more" : "")}. Make the module with the sizes that were exported.");
        }
    }
}
