using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx.Tests.Export;

/// <summary>A small BERT: word and position embeddings, layers of attention and feed-forward, a masked mean of unit length.</summary>
sealed class TextEncoder : torch.nn.Module<Value, Value, Value>
{
    readonly Embedding word, position;
    readonly LayerNorm norm;
    readonly ModuleList<EncoderLayer> layers;
    readonly Linear project;

    public TextEncoder(long vocabulary = 50, long width = 32, long heads = 4, int depth = 2, long positions = 16, long dimension = 8)
        : base(nameof(TextEncoder))
    {
        word = torch.nn.Embedding(vocabulary, width);
        position = torch.nn.Embedding(positions, width);
        norm = torch.nn.LayerNorm(width, 1e-12);
        layers = torch.nn.ModuleList([.. Enumerable.Range(0, depth).Select(_ => new EncoderLayer(width, heads))]);
        project = torch.nn.Linear(width, dimension);
        RegisterComponents();
    }

    public override Value forward(Value ids, Value mask)
    {
        Value x = norm.call(word.call(ids) + position.call(Value.arange(ids.size(1))));   // (N, T, D)
        Value bias = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(torch.ScalarType.Float32)) * -10000.0;
        foreach (EncoderLayer layer in layers)
            x = layer.call(x, bias);
        Value weights = mask.unsqueeze(-1).to(torch.ScalarType.Float32);                  // (N, T, 1)
        Value mean = (x * weights).sum(1) / weights.sum(1).clamp(min: 1);
        return project.call(mean).normalize();
    }
}
