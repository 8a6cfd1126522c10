using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using MlNetFashion.Understanding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tagger;

/// <summary>Teaches a tagger what the lexicon finds, with many of the words exchanged for ones that no lexicon has.</summary>
sealed class TaggerTrainer : Trainer<TextTagger>
{
    readonly PretrainingCorpus _corpus;
    readonly WordPieceTokenizer _tokenizer;
    readonly TaggerOptions _options;
    readonly LexiconTagger _lexicon;
    readonly RareWords _rare;
    readonly TrainingOptimiser _optimiser;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="corpus">What is learned from; texts with held-out values are passed over.</param>
    /// <param name="tokenizer">Of the model's vocabulary.</param>
    /// <param name="model">Sizes; the share of dropped states is that of <paramref name="options"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <param name="pretrained">The run of pretraining whose BERT it starts from; null for random weights. It is not needed to go on.</param>
    /// <exception cref="ArgumentException">Model and tokenizer have vocabularies of different sizes.</exception>
    /// <exception cref="InvalidDataException">The pretrained BERT has other sizes or another vocabulary.</exception>
    public TaggerTrainer(PretrainingCorpus corpus, WordPieceTokenizer tokenizer, BertOptions model, TaggerOptions options, RunFolder run, bool resume,
        RunFolder? pretrained = null) : base(options, run, resume)
    {
        model.RequireVocabulary(tokenizer.Vocabulary);
        (_corpus, _tokenizer, _options) = (corpus, tokenizer, options);
        _lexicon = new LexiconTagger(FashionLexicon.Default, tokenizer);
        _rare = new RareWords(_lexicon, tokenizer, corpus, options.ExchangedValues, options.ExchangedOthers);
        model = model with { Dropout = options.Dropout };
        Model = Learn(TaggerRunOptions.Checkpoint.WeightsFile, new TextTagger(model));
        _optimiser = OptimiseByAdamW([Model], options);
        if (!GoOn(RecipeNames.Tagger) && pretrained is not null)
            PretrainedWeights.Load(Model.Bert, tokenizer.Vocabulary, pretrained);
        TaggerRunOptions.Checkpoint.WriteOptions(run, new(model, tokenizer.Vocabulary.Sha256, options));
    }

    /// <inheritdoc/>
    public override TextTagger Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        IReadOnlyList<TaggedTexts> parts =
            TaggedTexts.Make(Enumerable.Range(0, _options.Texts).Select(_ => _rare.Exchange(Draw(step.Random), step.Random)),
                _tokenizer.Vocabulary, _options.PartSize);
        int tokens = Math.Max(1, parts.Sum(part => part.Tags.Length));
        _optimiser.LearnInParts(step, parts, part => Loss(part) / tokens);
        step.Examples(_options.Texts);
    }

    Tensor Loss(TaggedTexts part)
    {
        long[] shape = [part.Texts.Count, part.Length];
        Tensor logits = Model.Logits(tensor(part.InputIds, shape), tensor(part.AttentionMask, shape)).Tensor;
        return nn.functional.cross_entropy(logits.flatten(0, 1).index_select(0, tensor(part.Places)), tensor(part.Tags), reduction: nn.Reduction.Sum);
    }

    IReadOnlyList<TaggedWord> Draw(Random random)
    {
        while (true)
        {
            IReadOnlyList<TaggedWord> words = _lexicon.Read(_corpus.Draw(random));
            if (words.All(word => word.Standing != WordStanding.HeldOut))
                return words;
        }
    }
}
