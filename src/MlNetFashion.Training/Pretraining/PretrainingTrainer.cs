using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Pretraining;

/// <summary>Teaches BERT the language of fashion: it guesses hidden tokens of texts.</summary>
/// <remarks>Tokens are hidden anew each time a text is drawn. Logits are computed at hidden places only, and the texts of a step in parts of
/// like length: the step's gradient is that of all its hidden tokens alike, whatever part they stand in.</remarks>
sealed class PretrainingTrainer : Trainer<MaskedLanguageModel>
{
    readonly PretrainingCorpus _corpus;
    readonly WordPieceTokenizer _tokenizer;
    readonly PretrainingOptions _options;
    readonly TokenMasking _masking;
    readonly int _maxTokens;
    readonly TrainingOptimiser _optimiser;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="corpus">What is learned from.</param>
    /// <param name="tokenizer">Of the model's vocabulary.</param>
    /// <param name="model">Sizes; the share of dropped states is that of <paramref name="options"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">Model and tokenizer have vocabularies of different sizes.</exception>
    public PretrainingTrainer(PretrainingCorpus corpus, WordPieceTokenizer tokenizer, BertOptions model, PretrainingOptions options, RunFolder run, bool resume)
        : base(options, run, resume)
    {
        model.RequireVocabulary(tokenizer.Vocabulary);
        (_corpus, _tokenizer, _options) = (corpus, tokenizer, options);
        _masking = new TokenMasking(tokenizer.Vocabulary, options.MaskedShare, options.WholeWords);
        _maxTokens = Math.Min(model.MaxPositions, Columns.MaxTokens);
        model = model with { Dropout = options.Dropout };
        Model = Learn(PretrainingRunOptions.Checkpoint.WeightsFile, new MaskedLanguageModel(model));
        _optimiser = OptimiseByAdamW([Model], options);
        GoOn(RecipeNames.Pretraining);
        PretrainingRunOptions.Checkpoint.WriteOptions(run, new(model, tokenizer.Vocabulary.Sha256, options));
    }

    /// <inheritdoc/>
    public override MaskedLanguageModel Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        string[] texts = [.. Enumerable.Range(0, _options.Texts).Select(_ => _corpus.Draw(step.Random))];
        IReadOnlyList<MaskedTexts> parts = MaskedTexts.Make(texts, _tokenizer, _masking, _maxTokens, _options.PartSize, step.Random);
        int hidden = Math.Max(1, parts.Sum(part => part.Answers.Length));
        _optimiser.LearnInParts(step, parts, part => Loss(part) / hidden);
        step.Examples(texts.Length);
    }

    Tensor Loss(MaskedTexts part)
    {
        Tensor logits = Model.Predict(tensor(part.InputIds, [part.Count, part.Length]), tensor(part.AttentionMask, [part.Count, part.Length]),
            tensor(part.Places));
        return nn.functional.cross_entropy(logits, tensor(part.Answers), reduction: nn.Reduction.Sum);
    }
}
