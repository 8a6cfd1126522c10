using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Layers;

/// <summary>The rows of the coverage table: how to make a random configuration of each layer.</summary>
static partial class LayerRows
{
    public static IReadOnlyDictionary<string, Func<Pick, LayerCase>> All { get; } = Make();

    static Dictionary<string, Func<Pick, LayerCase>> Make()
    {
        Dictionary<string, Func<Pick, LayerCase>> rows = [];
        AddActivations(rows);
        AddDense(rows);
        AddConvolutions(rows);
        AddNormalisation(rows);
        AddPooling(rows);
        AddShapes(rows);
        AddRecurrent(rows);
        AddAttention(rows);
        return rows;
    }

    static LayerCase Case(nn.Module module, params OnnxInput[] inputs) => new(module, inputs);

    static void AddActivations(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        void Simple(string name, Func<Pick, nn.Module> make) => rows.Add(name, p => Case(make(p), p.Any(p.Int(1, 6))));
        Simple(nameof(ReLU), p => nn.ReLU(p.Flag()));
        Simple(nameof(ReLU6), p => nn.ReLU6(p.Flag()));
        Simple(nameof(LeakyReLU), p => nn.LeakyReLU(p.Real(0.01, 0.5), p.Flag()));
        Simple(nameof(RReLU), p => nn.RReLU(p.Real(0.05, 0.1), p.Real(0.2, 0.4)));
        Simple(nameof(ELU), p => nn.ELU(p.Real(0.2, 2)));
        Simple(nameof(CELU), p => nn.CELU(p.Real(0.2, 2)));
        Simple(nameof(SELU), _ => nn.SELU());
        Simple(nameof(GELU), p => nn.GELU(p.Of(GELU.Approximate.none, GELU.Approximate.tanh)));
        Simple(nameof(SiLU), p => nn.SiLU(p.Flag()));
        Simple(nameof(Mish), _ => nn.Mish());
        Simple(nameof(Sigmoid), _ => nn.Sigmoid());
        Simple(nameof(LogSigmoid), _ => nn.LogSigmoid());
        Simple(nameof(Hardsigmoid), _ => nn.Hardsigmoid());
        Simple(nameof(Hardswish), _ => nn.Hardswish());
        Simple(nameof(Hardtanh), p => nn.Hardtanh(-p.Real(0.1, 1), p.Real(0.1, 1), p.Flag()));
        Simple(nameof(Hardshrink), p => nn.Hardshrink(p.Real(0.1, 1)));
        Simple(nameof(Softshrink), p => nn.Softshrink(p.Real(0.1, 1)));
        Simple(nameof(Softplus), p => nn.Softplus(p.Real(0.5, 3), p.Of(1.0, 20.0)));
        Simple(nameof(Softsign), _ => nn.Softsign());
        Simple(nameof(Tanh), _ => nn.Tanh());
        Simple(nameof(Tanhshrink), _ => nn.Tanhshrink());
        Simple(nameof(Threshold), p => nn.Threshold(p.Real(-1, 1), p.Real(-3, 3)));
        Simple(nameof(Softmax), p => nn.Softmax(-1));
        Simple(nameof(Softmin), p => nn.Softmin(-1));
        Simple(nameof(LogSoftmax), p => nn.LogSoftmax(-1));
        rows.Add(nameof(Softmax2d), p => Case(nn.Softmax2d(), p.Image(p.Int(1, 5), 2)));
        rows.Add(nameof(GLU), p => p.Flag() ? Case(nn.GLU(), p.Any(2 * p.Int(1, 4))) : Case(nn.GLU(1), p.Image(2 * p.Int(1, 3), 2)));
        rows.Add(nameof(PReLU), p =>
        {
            long channels = p.Int(1, 4);
            PReLU layer = nn.PReLU(p.Flag() ? channels : 1);
            using (no_grad())
                layer.weight!.copy_(randn_like(layer.weight));
            return Case(layer, p.Image(channels, p.Int(1, 3)));
        });
    }

    static void AddDense(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(Linear), p =>
        {
            long features = p.Int(1, 9);
            return Case(nn.Linear(features, p.Int(1, 9), p.Flag()), p.Any(features));
        });
        rows.Add(nameof(Bilinear), p =>
        {
            (long a, long b) = p.Two(1, 5);
            long[] lead = p.Longs(p.Int(1, 3), 1, 4);
            string[] axes = [.. lead.Select((_, i) => $"A{i}")];
            return Case(nn.Bilinear(a, b, p.Int(1, 4), p.Flag()), new OnnxInput("a", randn([.. lead, a]), axes), new OnnxInput("b", randn([.. lead, b]), axes));
        });
        rows.Add(nameof(Embedding), p =>
        {
            long rowsInTable = p.Int(2, 20);
            return Case(nn.Embedding(rowsInTable, p.Int(1, 6), max_norm: p.Flag() ? 1.0 : null),
                new OnnxInput("ids", randint(0, rowsInTable, p.Longs(p.Int(1, 3), 1, 4), dtype: ScalarType.Int64), "N"));
        });
        rows.Add(nameof(EmbeddingBag), p =>
        {
            long count = p.Int(2, 20);
            EmbeddingBagMode mode = p.Of(EmbeddingBagMode.Sum, EmbeddingBagMode.Mean, EmbeddingBagMode.Max);
            bool ends = p.Flag();
            EmbeddingBag layer = nn.EmbeddingBag(count, p.Int(1, 4), mode: mode, include_last_offset: ends);
            if (!ends && p.Flag())
                return Case(layer, new OnnxInput("ids", randint(0, count, [p.Int(1, 3), p.Int(1, 5)], dtype: ScalarType.Int64), "N", "B"));
            // libtorch 2.10 crashes on the largest element of an empty bag.
            long empty = mode == EmbeddingBagMode.Max ? 2 : 3;
            Tensor offsets = tensor(ends ? [0, empty, 3, 6] : (long[])[0, empty, 3, 4]);
            return Case(layer, new OnnxInput("ids", randint(0, count, [6], dtype: ScalarType.Int64)),
                new OnnxInput("offsets", offsets) { Sample = (_, _) => offsets.clone() });
        });
        rows.Add(nameof(CosineSimilarity), p => Pair(p, nn.CosineSimilarity(p.Of(1, -1), p.Of(1e-8, 0.5))));
        rows.Add(nameof(PairwiseDistance), p => Pair(p, nn.PairwiseDistance(p.Of(1.0, 2.0, 3.0), keepdim: p.Flag())));
    }

    static LayerCase Pair(Pick p, nn.Module layer)
    {
        long[] shape = p.Longs(p.Int(2, 3), 1, 5);
        return Case(layer, new OnnxInput("a", randn(shape), "N"), new OnnxInput("b", randn(shape), "N"));
    }
}
