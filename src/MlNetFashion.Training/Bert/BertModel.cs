using MlNetFashion.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>BERT: InputIds, AttentionMask and, where given, token types (N, T) to the tokens' states (N, T, H).</summary>
/// <remarks>
/// <para>Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers, 2018.
/// Parameter names and arithmetic are the original's, so its weights give its numbers:
/// layer norm after each residual, exact GELU, learned positions.</para>
/// <para>Without token types every token is of type 0, as in the original.</para>
/// </remarks>
sealed class BertModel : Module<Value, Value, Value?, Value>
{
    // Far below any score, so that the softmax gives exactly 0; the original's number.
    const double Masked = -10000;

    readonly BertEmbeddings embeddings;
    readonly BertEncoder encoder;
    readonly BertPooler? pooler;

    /// <summary>Makes a model with random weights.</summary>
    /// <exception cref="ArgumentException">The heads do not divide the hidden size.</exception>
    public BertModel(BertOptions options) : base(nameof(BertModel))
    {
        Options = options;
        embeddings = new BertEmbeddings(options);
        encoder = new BertEncoder(options);
        pooler = options.Pooler ? new BertPooler(options) : null;
        RegisterComponents();
        BertInitialisation.Apply(this);
    }

    /// <summary>The sizes.</summary>
    public BertOptions Options { get; }

    /// <inheritdoc/>
    public override Value forward(Value input_ids, Value attention_mask, Value? token_type_ids)
    {
        Value mask = (1 - attention_mask.to(ScalarType.Float32)).unsqueeze(1).unsqueeze(2) * Masked; // (N, 1, 1, T)
        return encoder.call(embeddings.call(input_ids, token_type_ids), mask);                      // (N, T, H)
    }

    /// <summary>The pooler's view of a sentence: states (N, T, H) to (N, H), each number within −1 to 1.</summary>
    /// <exception cref="InvalidOperationException">The model was made without a pooler.</exception>
    public Value Pool(Value states) => pooler?.call(states)
        ?? throw new InvalidOperationException($"This BERT was made without a pooler. Make it with {nameof(BertOptions)}.{nameof(BertOptions.Pooler)} = true.");
}
