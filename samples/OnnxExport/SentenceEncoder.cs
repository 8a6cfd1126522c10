using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OnnxExport;

/// <summary>The mean of the words' vectors after a gated layer, of unit length.</summary>
sealed class SentenceEncoder : nn.Module<Value, Value, Value>
{
    readonly Embedding words;
    readonly Linear gate, project;

    public SentenceEncoder(long vocabulary = 1000, long width = 128) : base(nameof(SentenceEncoder))
    {
        words = nn.Embedding(vocabulary, width);
        gate = nn.Linear(width, 2 * width);
        project = nn.Linear(width, width);
        RegisterComponents();
    }

    public override Value forward(Value ids, Value mask)
    {
        Value x = gate.call(words.call(ids)).glu();                         // (N, T, D)
        Value weights = mask.unsqueeze(-1).to(ScalarType.Float32);          // (N, T, 1)
        Value mean = (x * weights).sum(1) / weights.sum(1).clamp(min: 1);   // (N, D)
        return project.call(mean).normalize();
    }
}
