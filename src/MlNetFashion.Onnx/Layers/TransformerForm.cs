using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

/// <summary>TorchSharp's transformer layers and stacks of them, over sequences (T, N, D).</summary>
sealed record TransformerForm(IReadOnlyDictionary<string, Value> Parameters, string Prefix, string[] Layers, long Heads, bool Gelu)
{
    public static TransformerForm Of(torch.nn.Module layer) => ExportTrace.Aside(() =>
    {
        Dictionary<string, Value> parameters = layer.named_parameters().ToDictionary(entry => entry.name, entry => (Value)entry.parameter);
        string[] layers = LayersOf(parameters, "");
        Value norm = parameters[$"{layers[0]}norm1.weight"];
        long width = norm.Eager.shape[0];

        // Heads and activation are not told by the layer; the pair that gives its answer is the one it was made with.
        torch.Tensor sequence = torch.randn([3, 2, width], dtype: norm.dtype) * 3, memory = torch.randn([4, 2, width], dtype: norm.dtype) * 3;
        torch.Tensor own = layer switch
        {
            TransformerEncoderLayer one => one.call(sequence),
            TransformerEncoder stack => stack.call(sequence),
            TransformerDecoderLayer one => one.call(sequence, memory),
            _ => ((TransformerDecoder)layer).call(sequence, memory),
        };
        bool decoder = layer is TransformerDecoderLayer or TransformerDecoder;
        return (from heads in AttentionForm.Divisors(width)
                from gelu in (bool[])[false, true]
                let form = new TransformerForm(parameters, "", layers, heads, gelu)
                let answer = decoder ? form.Decode(sequence, memory, null, null, null, null) : form.Encode(sequence, null, null)
                orderby Difference.Largest(own, answer.Tensor).Absolute
                select form).First();
    });

    /// <summary>Encoder and decoder of a whole transformer.</summary>
    public static (TransformerForm Encoder, TransformerForm Decoder) Both(Transformer layer) => ExportTrace.Aside(() =>
    {
        Dictionary<string, Value> parameters = layer.named_parameters().ToDictionary(entry => entry.name, entry => (Value)entry.parameter);
        string[] encoder = LayersOf(parameters, "encoder."), decoder = LayersOf(parameters, "decoder.");
        Value norm = parameters[$"{encoder[0]}norm1.weight"];
        long width = norm.Eager.shape[0];
        torch.Tensor source = torch.randn([3, 2, width], dtype: norm.dtype) * 3, target = torch.randn([4, 2, width], dtype: norm.dtype) * 3,
            own = layer.call(source, target);
        return (from heads in AttentionForm.Divisors(width)
                from gelu in (bool[])[false, true]
                let first = new TransformerForm(parameters, "encoder.", encoder, heads, gelu)
                let second = new TransformerForm(parameters, "decoder.", decoder, heads, gelu)
                orderby Difference.Largest(own, second.Decode(target, first.Encode(source, null, null), null, null, null, null).Tensor).Absolute
                select (first, second)).First();
    });

    static string[] LayersOf(Dictionary<string, Value> parameters, string prefix)
    {
        int count = parameters.Keys.Count(name =>
            name.StartsWith($"{prefix}layers.", StringComparison.Ordinal) && name.EndsWith(".norm1.weight", StringComparison.Ordinal));
        return count == 0 ? [prefix] : [.. Enumerable.Range(0, count).Select(i => $"{prefix}layers.{i}.")];
    }

    public Value Encode(Value x, Value? mask, Value? padding)
    {
        foreach (string layer in Layers)
        {
            x = Norm(x + Attend(layer + "self_attn.", x, x, padding, mask), layer + "norm1");
            x = Norm(x + FeedForward(x, layer), layer + "norm2");
        }

        return Finish(x);
    }

    public Value Decode(Value x, Value memory, Value? mask, Value? memoryMask, Value? padding, Value? memoryPadding)
    {
        foreach (string layer in Layers)
        {
            x = Norm(x + Attend(layer + "self_attn.", x, x, padding, mask), layer + "norm1");
            x = Norm(x + Attend(layer + "multihead_attn.", x, memory, memoryPadding, memoryMask), layer + "norm2");
            x = Norm(x + FeedForward(x, layer), layer + "norm3");
        }

        return Finish(x);
    }

    Value Attend(string prefix, Value query, Value memory, Value? padding, Value? mask) =>
        new AttentionForm(Parameters, prefix, Heads).Apply(query, memory, memory, padding, mask)[0];

    Value FeedForward(Value x, string layer)
    {
        Value inner = Linear(x, layer + "linear1");
        return Linear(Gelu ? inner.gelu() : inner.relu(), layer + "linear2");
    }

    Value Finish(Value x) => Layers[0] != Prefix && Parameters.ContainsKey($"{Prefix}norm.weight") ? Norm(x, $"{Prefix}norm") : x;

    Value Linear(Value x, string name) =>
        x.linear(Parameters[name + ".weight"], Parameters.TryGetValue(name + ".bias", out Value bias) ? bias : default(Value?));

    Value Norm(Value x, string name)
    {
        Value scale = Parameters[name + ".weight"];
        return x.layer_norm(scale.Eager.shape, scale, Parameters[name + ".bias"]);
    }
}
