using MlNetFashion.Training.Bert;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Pretraining;

/// <summary>BERT with the head that names hidden tokens; parameters are called as in the original (<c>bert.…</c>, <c>cls.predictions.…</c>).</summary>
/// <remarks>Devlin et al., BERT, 2018. The decoder's matrix is the word embeddings, so it is no parameter of its own.</remarks>
sealed class MaskedLanguageModel : Module
{
    readonly BertModel bert;
    readonly MaskedLanguageModelHead cls;
    readonly Parameter _words;

    /// <summary>Makes a model with random weights.</summary>
    public MaskedLanguageModel(BertOptions options) : base(nameof(MaskedLanguageModel))
    {
        bert = new BertModel(options);
        cls = new MaskedLanguageModelHead(options);
        RegisterComponents();
        BertInitialisation.Apply(this);
        _words = bert.named_parameters().Single(parameter => parameter.name == "embeddings.word_embeddings.weight").parameter;
    }

    /// <summary>What pretraining is for: the encoder without the head.</summary>
    public BertModel Bert => bert;

    /// <summary>How likely each piece stands at each of the places asked for, before the softmax: (P, V).</summary>
    /// <param name="inputIds">(N, T), int64.</param>
    /// <param name="attentionMask">(N, T), int64: 1 for a token, 0 for padding.</param>
    /// <param name="places">(P), int64: row · T + column of the tokens asked for.
    /// The others cost no logits, which are most of the work with a large vocabulary.</param>
    public Tensor Predict(Tensor inputIds, Tensor attentionMask, Tensor places)
    {
        Tensor states = bert.forward(inputIds, attentionMask, null).Tensor;                               // (N, T, H)
        return cls.Predict(states.flatten(0, 1).index_select(0, places), _words);
    }
}
