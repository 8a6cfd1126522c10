using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddDense(Table table)
    {
        table.Add<Linear>((layer, x) => x.linear(layer.weight!, Optional(layer.bias)));
        table.Add<Bilinear>(MultiplyPairs);
        table.Add<Embedding>((layer, x) => x.embedding(Settled(layer)));
        table.Add<EmbeddingBag>((layer, inputs) => [Bag(layer, inputs[0]!.Value, inputs[1], inputs[2])], (layer, inputs) =>
            [layer.call(inputs[0]!, inputs[1], inputs[2])]);
        table.Add<CosineSimilarity>((layer, a, b) =>
        {
            Value dot = (a * b).sum(layer.dim);
            return dot / (Length(a, layer).clamp(min: layer.eps) * Length(b, layer).clamp(min: layer.eps));
        });
        table.Add<PairwiseDistance>((layer, a, b) => (a - b + layer.eps).norm(-1, layer.keepdim, (float)layer.norm));
    }

    /// <summary>A table with a largest length shortens its rows when they are looked up; the file holds them as they are after that.</summary>
    static Value Settled(Embedding layer)
    {
        torch.Tensor table = layer.weight!;
        if (ExportTrace.Current is not null)
            ExportTrace.Aside(() => layer.call(torch.arange(table.shape[0])));
        return table;
    }

    static Value Length(Value x, CosineSimilarity layer) => (x * x).sum(layer.dim).sqrt();

    static Value MultiplyPairs(Bilinear layer, Value a, Value b)
    {
        Dim[] shape = [.. a.shape[..^1], layer.out_features];
        if (a.ndim > 2)
            (a, b) = (a.flatten(0, -2), b.flatten(0, -2));
        Value y = a.ndim == 1 ? Value.einsum("i,oij,j->o", a, layer.weight, b) : Value.einsum("ni,oij,nj->no", a, layer.weight, b);
        if (layer.bias is { } bias)
            y += bias;
        return y.ndim == shape.Length ? y : y.reshape(shape);
    }

    static Value Bag(EmbeddingBag layer, Value input, Value? offsets, Value? factors)
    {
        Value table = layer.named_parameters().Single().parameter;
        EmbeddingBagMode mode = ModeOf(layer);
        Value rows = input.embedding(table);
        if (factors is { } scale)
            rows *= scale.unsqueeze(-1);
        if (offsets is not { } starts)
            return mode switch { EmbeddingBagMode.Sum => rows.sum(1), EmbeddingBagMode.Mean => rows.mean(1), _ => rows.amax(1) };

        // Entry i lies in bag b when the bag begins at or before i and the next one after it.
        Value places = Value.arange(input.size(0), starts.dtype).unsqueeze(0);                          // (1, L)
        Value end = Value.arange(input.size(0) + 1, starts.dtype).slice(0, -1, long.MaxValue);          // (1), the number L
        Value ends = starts.slice(0, 1, long.MaxValue);
        if (EndsWithOffset(layer))
            starts = starts.slice(0, 0, -1);
        else
            ends = Value.cat([ends, end]);
        Value inside = places.ge(starts.unsqueeze(1)) & places.lt(ends.unsqueeze(1));                   // (bags, L)
        if (mode == EmbeddingBagMode.Max)
        {
            Value empty = inside.to(table.dtype).sum(1).unsqueeze(-1).eq(0);
            Value lowest = torch.tensor(double.NegativeInfinity, dtype: table.dtype);
            return Value.where(inside.unsqueeze(-1), rows.unsqueeze(0), lowest).amax(1).masked_fill(empty, 0);
        }

        Value members = inside.to(table.dtype);
        Value sums = members.matmul(rows);
        return mode == EmbeddingBagMode.Sum ? sums : sums / members.sum(1, keepdim: true).clamp(min: 1);
    }

    /// <summary>Whether the last offset is an end and begins no bag: then two offsets make one bag.</summary>
    static bool EndsWithOffset(EmbeddingBag layer) =>
        ExportTrace.Aside(() => layer.call(torch.tensor(new long[] { 0, 0 }), torch.tensor(new long[] { 0, 1 }), null).shape[0] == 1);

    /// <summary>The layer does not tell its mode, but two rows with different numbers do.</summary>
    static EmbeddingBagMode ModeOf(EmbeddingBag layer) => ExportTrace.Aside(() =>
    {
        torch.Tensor table = layer.named_parameters().Single().parameter;
        using torch.Tensor bag = torch.tensor(new[] { 0, Math.Min(1, table.shape[0] - 1), 0 }),
            offsets = torch.tensor(EndsWithOffset(layer) ? [0, 3] : (long[])[0]);
        using torch.Tensor actual = layer.call(bag, offsets, null), rows = table.index_select(0, bag);
        return Enum.GetValues<EmbeddingBagMode>().MinBy(mode =>
        {
            using torch.Tensor expected =
                mode switch { EmbeddingBagMode.Sum => rows.sum(dim: 0L), EmbeddingBagMode.Mean => rows.mean([0L]), _ => rows.amax([0L]) };
            return (expected - actual[0]).abs().sum().item<float>();
        });
    });
}
