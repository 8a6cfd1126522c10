using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

/// <summary>Attention with several heads over sequences (T, N, D), with the parameters of TorchSharp's layers.</summary>
/// <param name="Parameters">By their names within the layer.</param>
/// <param name="Prefix">Where the attention's own begin, for example <c>self_attn.</c>.</param>
/// <param name="Heads">How many.</param>
sealed record AttentionForm(IReadOnlyDictionary<string, Value> Parameters, string Prefix, long Heads)
{
    public static AttentionForm Of(torch.nn.Module layer, string prefix) =>
        new(layer.named_parameters().ToDictionary(entry => entry.name, entry => (Value)entry.parameter), prefix, 1);

    long Width => Parameters[$"{Prefix}out_proj.weight"].Eager.shape[0];

    /// <summary>The layer does not tell its number of heads; it is the one that gives the layer's answer.</summary>
    public AttentionForm WithHeadsOf(MultiheadAttention layer, Value?[] inputs) => ExportTrace.Aside(() =>
    {
        torch.ScalarType type = inputs[0]!.Value.dtype;
        Value query = torch.randn([3, 1, inputs[0]!.Value.Eager.shape[^1]], dtype: type) * 3,
            key = torch.randn([4, 1, inputs[1]!.Value.Eager.shape[^1]], dtype: type) * 3;
        Value value = torch.randn([4, 1, inputs[2]!.Value.Eager.shape[^1]], dtype: type);
        torch.Tensor own = layer.call(query.Tensor, key.Tensor, value.Tensor).Item1;
        return Divisors(Width).Select(heads => this with { Heads = heads })
            .MinBy(form => Difference.Largest(own, form.Apply(query, key, value, null, null)[0].Tensor).Absolute)!;
    });

    public static IEnumerable<long> Divisors(long width) => Enumerable.Range(1, (int)width).Where(heads => width % heads == 0).Select(heads => (long)heads);

    /// <summary>The result (T, N, D), and the weights (N, T, S), averaged over the heads.</summary>
    public Value[] Apply(Value query, Value key, Value value, Value? paddingMask, Value? scoreMask)
    {
        Value q = Project(query, 0), k = Project(key, 1), v = Project(value, 2);
        if (Find("bias_k") is { } extraKey && Find("bias_v") is { } extraValue)
        {
            // One more key and value, the same for every sequence.
            (k, v) = (Append(k, extraKey), Append(v, extraValue));
            (paddingMask, scoreMask) = (Extend(paddingMask, key), Extend(scoreMask, key));
        }

        Value qh = Split(q), kh = Split(k), vh = Split(v);                                     // (N, heads, T or S, D / heads)
        Value scores = qh.matmul(kh.transpose(-1, -2)) / Math.Sqrt(Width / Heads);             // (N, heads, T, S)
        if (scoreMask is { } added)
            scores = Mask(scores, added.ndim == 3 ? added.reshape(scores.size(0), Heads, added.size(1), added.size(2)) : added);
        if (paddingMask is { } padding)
            scores = Mask(scores, padding.unsqueeze(1).unsqueeze(2));
        Value weights = scores.softmax(-1);
        Value mixed = weights.matmul(vh).permute(2, 0, 1, 3);
        return [mixed.reshape(query.size(0), query.size(1), Width).linear(Parameters[$"{Prefix}out_proj.weight"], Find("out_proj.bias")), weights.mean(1)];
    }

    static Value Mask(Value scores, Value mask) => mask.dtype == torch.ScalarType.Bool ? scores.masked_fill(mask, double.NegativeInfinity)
        : mask.dtype == torch.ScalarType.Byte ? scores.masked_fill(mask.to(torch.ScalarType.Bool), double.NegativeInfinity) : scores + mask;

    static Value Append(Value sequence, Value one) => Value.cat([sequence, one.expand(1, sequence.size(1), -1)]);

    static Value? Extend(Value? mask, Value key) => mask is { } given ? given.dtype == torch.ScalarType.Bool
        ? given.to(torch.ScalarType.Int64).pad([0, 1]).to(torch.ScalarType.Bool) : given.pad([0, 1]) : default(Value?);

    Value Project(Value x, int which)
    {
        Value? bias = Find("in_proj_bias") is { } stacked ? stacked.slice(0, which * Width, (which + 1) * Width) : default(Value?);
        Value weight = Find("in_proj_weight") is { } all ? all.slice(0, which * Width, (which + 1) * Width)
            : Find(which switch { 0 => "q_proj_weight", 1 => "k_proj_weight", _ => "v_proj_weight" })!.Value;
        return x.linear(weight, bias);
    }

    Value Split(Value x) => x.reshape(x.size(0), x.size(1), Heads, Width / Heads).permute(1, 2, 0, 3);

    Value? Find(string name) => Parameters.TryGetValue(Prefix + name, out Value found) ? found : default(Value?);
}
