using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using EmbeddingTable = TorchSharp.Modules.Embedding;

namespace MlNetFashion.Training.Bert;

/// <summary>Word, token type and learned position, added and normalised: InputIds and token types (N, T) to (N, T, H).</summary>
sealed class BertEmbeddings : Module<Value, Value?, Value>
{
    readonly EmbeddingTable word_embeddings;
    readonly EmbeddingTable position_embeddings;
    readonly EmbeddingTable? token_type_embeddings;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes the tables.</summary>
    public BertEmbeddings(BertOptions options) : base(nameof(BertEmbeddings))
    {
        word_embeddings = nn.Embedding(options.VocabularySize, options.HiddenSize, padding_idx: 0);
        position_embeddings = nn.Embedding(options.MaxPositions, options.HiddenSize);
        token_type_embeddings = options.TypeVocabularySize > 0 ? nn.Embedding(options.TypeVocabularySize, options.HiddenSize) : null;
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: options.LayerNormEpsilon);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value input_ids, Value? token_type_ids)
    {
        Value positions = Value.arange(input_ids.size(1), ScalarType.Int64);                      // (T)
        Value states = word_embeddings.call(input_ids);                                           // (N, T, H)
        if (Types(token_type_ids) is { } types)
            states = states + types;
        states = states + position_embeddings.call(positions);
        return dropout.call(LayerNorm.call(states));
    }

    // (N, T, H), or (H) where every token is of type 0.
    Value? Types(Value? token_type_ids)
    {
        if (token_type_embeddings is null)
            return token_type_ids is null ? null
                : throw new ArgumentException("Token types were given to a BERT that knows none. "
                + "Leave them out, or make it with BertOptions.TypeVocabularySize = 2.");
        return token_type_ids is { } given ? token_type_embeddings.call(given) : ((Value)token_type_embeddings.weight!).select(0, 0);
    }
}
