using MlNetFashion.Onnx.Proto;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>The least and the largest element of values inside a model, over examples.</summary>
static class ActivationRanges
{
    public static IReadOnlyDictionary<string, (float Least, float Most)> Measure(OnnxModel model, IReadOnlyCollection<string> values,
        IEnumerable<IReadOnlyDictionary<string, torch.Tensor>> examples)
    {
        // Two numbers of each value become outputs of their own: the values themselves would fill the memory.
        GraphEditor editor = new(model);
        HashSet<string> inputs = [.. editor.Graph.Input.Select(input => input.Name)];
        string[] measured = [.. values.Order(StringComparer.Ordinal)];
        foreach (string value in measured)
        {
            foreach (string op in (string[])["ReduceMin", "ReduceMax"])
            {
                NodeProto node = editor.NewNode($"{value}/{op}", op, [value]);
                node.Attribute.Add(GraphEditor.Attribute("keepdims", 0));
                editor.Graph.Node.Add(node);
                editor.Graph.Output.Add(
                    new ValueInfoProto
                    {
                        Name = node.Output[0],
                        Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)ElementType.Float } }
                    });
            }
        }

        Dictionary<string, (float Least, float Most)> ranges = [];
        using OrtRunner runner = new(editor.Finish().ToArray());
        int first = runner.Outputs.Count - 2 * measured.Length;
        foreach (IReadOnlyDictionary<string, torch.Tensor> example in examples)
        {
            using var scope = torch.NewDisposeScope();
            IReadOnlyList<torch.Tensor> results = runner.Run(inputs.Select(name => (name, example.TryGetValue(name, out torch.Tensor? tensor) ? tensor
                : throw new ArgumentException($"An example lacks the input '{name}'; it has {string.Join(", ", example.Keys)}.", nameof(examples)))));
            for (int i = 0; i < measured.Length; i++)
            {
                (float least, float most) = (results[first + 2 * i].item<float>(), results[first + 2 * i + 1].item<float>());
                ranges[measured[i]] = ranges.TryGetValue(measured[i], out var known)
                    ? (Math.Min(known.Least, least), Math.Max(known.Most, most)) : (least, most);
            }
        }

        return ranges.Count > 0 || measured.Length == 0 ? ranges
            : throw new ArgumentException("There are no examples to measure the ranges of activations on. Give some tens of typical inputs.", nameof(examples));
    }
}
