using MlNetFashion.Training.Bert;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Pretraining;

/// <summary>States of hidden tokens to the pieces they may be: dense, GELU, layer norm, then the word embeddings and a bias.</summary>
sealed class MaskedLanguageModelHead : Module
{
    readonly Predictions predictions;

    public MaskedLanguageModelHead(BertOptions options) : base(nameof(MaskedLanguageModelHead))
    {
        predictions = new Predictions(options);
        RegisterComponents();
    }

    /// <summary>(P, H) and the word embeddings (V, H) to (P, V).</summary>
    public Tensor Predict(Tensor states, Tensor words) => predictions.Predict(states, words);

    sealed class Predictions : Module
    {
        readonly Transform transform;
        readonly Parameter bias;

        public Predictions(BertOptions options) : base(nameof(Predictions))
        {
            transform = new Transform(options);
            bias = new Parameter(zeros(options.VocabularySize));
            RegisterComponents();
        }

        public Tensor Predict(Tensor states, Tensor words) => functional.linear(transform.forward(states), words, bias);
    }

    sealed class Transform : Module<Tensor, Tensor>
    {
        readonly Linear dense;
        readonly LayerNorm LayerNorm;

        public Transform(BertOptions options) : base(nameof(Transform))
        {
            dense = Linear(options.HiddenSize, options.HiddenSize);
            LayerNorm = nn.LayerNorm(options.HiddenSize, eps: options.LayerNormEpsilon);
            RegisterComponents();
        }

        public override Tensor forward(Tensor states) => LayerNorm.forward(functional.gelu(dense.forward(states)));
    }
}
