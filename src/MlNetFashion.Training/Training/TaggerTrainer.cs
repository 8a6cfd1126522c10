using MlNetFashion.Models;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using MlNetFashion.Understanding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Teaches a tagger what the lexicon finds, with many of the words exchanged for ones that no lexicon has.</summary>
public sealed class TaggerTrainer : Trainer<TextTagger>
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
    public TaggerTrainer(PretrainingCorpus corpus, WordPieceTokenizer tokenizer, BertOptions model, TaggerOptions options, RunFolder run, bool resume, RunFolder? pretrained = null) : base(options, run, resume)
    {
        if (model.VocabularySize != tokenizer.Vocabulary.Size)
            throw new ArgumentException($"The model has {model.VocabularySize:N0} pieces and the tokenizer {tokenizer.Vocabulary.Size:N0}. Make the model for the tokenizer's vocabulary.", nameof(model));
        (_corpus, _tokenizer, _options) = (corpus, tokenizer, options);
        _lexicon = new LexiconTagger(FashionLexicon.Default, tokenizer);
        _rare = new RareWords(_lexicon, tokenizer, corpus, options.ExchangedValues, options.ExchangedOthers);
        model = model with { Dropout = options.Dropout };
        Model = Learn(TaggerCheckpoint.WeightsFile, new TextTagger(model));
        _optimiser = Optimise("optimiser.dat", [Model], parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.98, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        if (!GoOn("fashion train tagger") && pretrained is not null)
            TextEncoderStart.LoadBert(Model.Bert, tokenizer.Vocabulary, pretrained);
        run.WriteOptions(new TaggerCheckpoint(model, tokenizer.Vocabulary.Sha256, options));
    }

    /// <inheritdoc/>
    public override TextTagger Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        IReadOnlyList<TaggedTexts> parts = TaggedTexts.Make(Enumerable.Range(0, _options.Texts).Select(_ => _rare.Exchange(Draw(step.Random), step.Random)), _tokenizer.Vocabulary, _options.PartSize);
        int tokens = Math.Max(1, parts.Sum(part => part.Tags.Length));
        double value = 0;
        _optimiser.Begin();
        foreach (TaggedTexts part in parts)
        {
            using DisposeScope partScope = NewDisposeScope();
            long[] shape = [part.Texts.Count, part.Length];
            Tensor logits = Model.Logits(tensor(part.InputIds, shape), tensor(part.AttentionMask, shape)).Tensor;
            Tensor loss = nn.functional.cross_entropy(logits.flatten(0, 1).index_select(0, tensor(part.Places)), tensor(part.Tags), reduction: nn.Reduction.Sum) / tokens;
            value += loss.item<float>();
            loss.backward();
        }

        step.Add("loss", value);
        _optimiser.Apply();
        step.Examples(_options.Texts);
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
