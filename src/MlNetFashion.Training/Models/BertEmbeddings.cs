using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Word plus learned position, normalised: InputIds (N, T) to (N, T, H). Field names are BERT's parameter names.</summary>
public sealed class BertEmbeddings : Module<Tensor, Tensor>
{
    readonly Embedding word_embeddings;
    readonly Embedding position_embeddings;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes the tables.</summary>
    public BertEmbeddings(TextEncoderOptions options) : base(nameof(BertEmbeddings))
    {
        word_embeddings = Embedding(options.VocabularySize, options.HiddenSize, padding_idx: 0);
        position_embeddings = Embedding(options.MaxPositions, options.HiddenSize);
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: 1e-12);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input_ids)
    {
        Tensor positions = arange(input_ids.shape[1], device: input_ids.device);                      // (T)
        Tensor states = word_embeddings.forward(input_ids) + position_embeddings.forward(positions);  // (N, T, H)
        return dropout.forward(LayerNorm.forward(states));
    }
}
