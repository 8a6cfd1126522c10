using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>Tags for the words of sentences, by an LSTM in both directions.</summary>
sealed class LstmTagger : nn.Module<Value, Value>
{
    readonly Embedding words;
    readonly LSTM lstm;
    readonly Linear tags;

    public LstmTagger(long vocabulary = 100, long width = 12, long hidden = 10, long count = 5) : base(nameof(LstmTagger))
    {
        words = nn.Embedding(vocabulary, width);
        lstm = nn.LSTM(width, hidden, numLayers: 2, batchFirst: true, bidirectional: true);
        tags = nn.Linear(2 * hidden, count);
        RegisterComponents();
    }

    public override Value forward(Value ids) => tags.call(lstm.call(words.call(ids)).Output).log_softmax(-1);
}
