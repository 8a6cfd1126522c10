using MlNetFashion.Onnx;
using MlNetFashion.Training.Bert;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Tagger;

/// <summary>A <see cref="BertModel"/> that says of each token what it speaks of:
/// InputIds and AttentionMask (N, T) to TagScores (N, T, K), which sum to 1.</summary>
/// <remarks>K is <see cref="Columns.TagCount"/>: none, then the kinds of findings in their order.</remarks>
sealed class TextTagger : Module<Value, Value, Value>
{
    readonly BertModel bert;
    readonly Dropout dropout;
    readonly Linear tags;

    /// <summary>Makes a tagger with random weights.</summary>
    public TextTagger(BertOptions options) : base(nameof(TextTagger))
    {
        bert = new BertModel(options);
        dropout = Dropout(options.Dropout);
        tags = Linear(options.HiddenSize, Columns.TagCount);
        RegisterComponents();
        BertInitialisation.Apply(tags);
    }

    /// <summary>What reads the tokens.</summary>
    public BertModel Bert => bert;

    /// <inheritdoc/>
    public override Value forward(Value input_ids, Value attention_mask) => Logits(input_ids, attention_mask).softmax(-1);

    /// <summary>The scores before the softmax: (N, T, K).</summary>
    public Value Logits(Value input_ids, Value attention_mask) => tags.call(dropout.call(bert.call(input_ids, attention_mask, null)));
}
