using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>GPT-2 with its head tied to the embeddings: 12 layers, 768 wide, 12 heads in the small original.</summary>
sealed class Gpt2 : nn.Module<Value, Value>
{
    readonly Embedding wte, wpe;
    readonly ModuleList<Gpt2Block> h;
    readonly LayerNorm ln_f;

    public Gpt2(long vocabulary = 50_257, long width = 768, long heads = 12, int depth = 12, long length = 1024) : base(nameof(Gpt2))
    {
        wte = nn.Embedding(vocabulary, width);
        wpe = nn.Embedding(length, width);
        h = nn.ModuleList([.. Enumerable.Range(0, depth).Select(_ => new Gpt2Block(width, heads))]);
        ln_f = nn.LayerNorm(width);
        RegisterComponents();
    }

    public override Value forward(Value ids)
    {
        Value x = wte.call(ids) + wpe.call(Value.arange(ids.size(1)));
        foreach (Gpt2Block block in h)
            x = block.call(x);
        return ln_f.call(x).linear(wte.weight!);
    }
}
