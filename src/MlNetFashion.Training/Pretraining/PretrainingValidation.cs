using MlNetFashion.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Pretraining;

/// <summary>How well hidden tokens of texts that training never sees are guessed; the same tokens are hidden every time.</summary>
sealed class PretrainingValidation
{
    const int PartSize = 128, Seed = 20;

    readonly (string Name, IReadOnlyList<MaskedTexts> Parts)[] _kinds;

    /// <summary>Hides tokens of the texts, once.</summary>
    /// <param name="kinds">Kinds of texts by a name such as "caption"; kinds without texts are left out.</param>
    /// <param name="tokenizer">Cuts them.</param>
    /// <param name="options">How many tokens are hidden, and how.</param>
    /// <param name="maxTokens">Longer texts are cut off.</param>
    public PretrainingValidation(IReadOnlyDictionary<string, IReadOnlyList<string>> kinds, WordPieceTokenizer tokenizer,
        PretrainingOptions options, int maxTokens)
    {
        var masking = new TokenMasking(tokenizer.Vocabulary, options.MaskedShare, options.WholeWords);
        _kinds = [.. kinds.Where(kind => kind.Value.Count > 0)
            .Select(kind => (kind.Key, MaskedTexts.Make(kind.Value, tokenizer, masking, maxTokens, PartSize, new Random(Seed))))];
    }

    /// <summary>For each kind, and for all hidden tokens (<c>heldOut</c>): <c>…Loss</c>,
    /// the mean cross-entropy in nats, and <c>…Accuracy</c>, the share guessed right at once.</summary>
    public IReadOnlyDictionary<string, double> Score(MaskedLanguageModel model)
    {
        var scores = new Dictionary<string, double>();
        (double Loss, double Right, int Count) all = default;
        foreach ((string name, IReadOnlyList<MaskedTexts> parts) in _kinds)
        {
            (double Loss, double Right, int Count) sum = default;
            foreach (MaskedTexts part in parts)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor answers = tensor(part.Answers);
                Tensor logits = model.Predict(tensor(part.InputIds, [part.Count, part.Length]), tensor(part.AttentionMask, [part.Count, part.Length]),
                    tensor(part.Places));
                sum.Loss += nn.functional.cross_entropy(logits, answers, reduction: nn.Reduction.Sum).item<float>();
                sum.Right += logits.argmax(1).eq(answers).sum().item<long>();
                sum.Count += part.Answers.Length;
            }

            Add(name, sum);
            all = (all.Loss + sum.Loss, all.Right + sum.Right, all.Count + sum.Count);
        }

        Add("heldOut", all);
        return scores;

        void Add(string name, (double Loss, double Right, int Count) sum)
        {
            scores[$"{name}Loss"] = sum.Loss / sum.Count;
            scores[$"{name}Accuracy"] = sum.Right / sum.Count;
        }
    }
}
