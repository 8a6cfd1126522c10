using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>BERT with a mean over the tokens: 12 layers, 768 wide, 12 heads in the original.</summary>
sealed class Bert : nn.Module<Value, Value, Value>
{
    readonly Embedding words, positions;
    readonly LayerNorm norm;
    readonly ModuleList<BertLayer> layers;

    public Bert(long vocabulary = 30_522, long width = 768, long heads = 12, int depth = 12, long length = 512) : base(nameof(Bert))
    {
        words = nn.Embedding(vocabulary, width);
        positions = nn.Embedding(length, width);
        norm = nn.LayerNorm(width, 1e-12);
        layers = nn.ModuleList([.. Enumerable.Range(0, depth).Select(_ => new BertLayer(width, heads))]);
        RegisterComponents();
    }

    public override Value forward(Value ids, Value mask)
    {
        Value x = norm.call(words.call(ids) + positions.call(Value.arange(ids.size(1)).unsqueeze(0)));  // (N, T, D)
        Value bias = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(ScalarType.Float32)) * -10000.0;          // (N, 1, 1, T)
        foreach (BertLayer layer in layers)
            x = layer.call(x, bias);
        Value weights = mask.unsqueeze(-1).to(ScalarType.Float32);
        return ((x * weights).sum(1) / weights.sum(1).clamp(min: 1)).normalize();
    }

    public static OnnxInput[] Example(long vocabulary, long batch = 2, long length = 6) =>
    [
        new("InputIds", randint(0, vocabulary, [batch, length], dtype: ScalarType.Int64), "N", "T"),
        new("AttentionMask", (rand([batch, length]) > 0.2).to(ScalarType.Int64), "N", "T") { Sample = SomeTokens },
    ];

    static Tensor SomeTokens(Random random, long[] shape)
    {
        Tensor mask = (rand(shape) > random.NextDouble()).to(ScalarType.Int64);
        mask[TensorIndex.Colon, 0] = tensor(1L);
        return mask;
    }
}
