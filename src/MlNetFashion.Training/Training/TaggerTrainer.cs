using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Teaches a tagger what the lexicon finds, with many of the words exchanged for ones that no lexicon has.</summary>
/// <remarks>A step depends on the seed and its number alone, so a resumed run continues as the stopped one would have.</remarks>
public sealed class TaggerTrainer : IDisposable
{
    readonly PretrainingCorpus _corpus;
    readonly WordPieceTokenizer _tokenizer;
    readonly TaggerOptions _options;
    readonly RunFolder _run;
    readonly LexiconTagger _lexicon;
    readonly RareWords _rare;
    readonly OptimizerHelper _optimiser;
    int _step;

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
    public TaggerTrainer(PretrainingCorpus corpus, WordPieceTokenizer tokenizer, BertOptions model, TaggerOptions options, RunFolder run, bool resume, RunFolder? pretrained = null)
    {
        if (model.VocabularySize != tokenizer.Vocabulary.Size)
            throw new ArgumentException($"The model has {model.VocabularySize:N0} pieces and the tokenizer {tokenizer.Vocabulary.Size:N0}. Make the model for the tokenizer's vocabulary.", nameof(model));
        (_corpus, _tokenizer, _options, _run) = (corpus, tokenizer, options, run);
        _lexicon = new LexiconTagger(FashionLexicon.Default, tokenizer);
        _rare = new RareWords(_lexicon, tokenizer, corpus, options.ExchangedValues, options.ExchangedOthers);
        model = model with { Dropout = options.Dropout };
        torch.random.manual_seed(options.Seed);
        Model = new TextTagger(model);
        // A word that is never seen tagged would stay where it is while its like are moved away from it.
        Model.Bert.Words.requires_grad = !options.FrozenWords;
        _optimiser = Optimisers.AdamW([Model], options.LearningRate, options.WeightDecay);
        if (resume && run.HasCheckpoint)
        {
            run.RequireCheckpoint(TaggerCheckpoint.WeightsFile, "fashion train tagger");
            Model.load(run.CheckpointFile(TaggerCheckpoint.WeightsFile));
            _optimiser.load_state_dict(run.CheckpointFile("optimiser.dat"));
            _step = run.CheckpointStep;
        }
        else if (pretrained is not null)
            TextEncoderStart.LoadBert(Model.Bert, tokenizer.Vocabulary, pretrained);

        run.WriteOptions(new TaggerCheckpoint(model, tokenizer.Vocabulary.Sha256, options));
    }

    /// <summary>What is trained.</summary>
    public TextTagger Model { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="validate">Scores of the model as it stands, by name; called now and then and at the end, in evaluation mode.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is no number; the weights are those of the step before.</exception>
    public void Run(Func<TextTagger, IReadOnlyDictionary<string, double>>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var meter = new ProgressMeter(_step, _options.Steps);
        while (_step < _options.Steps && !cancellation.IsCancellationRequested)
        {
            Step(meter);
            _step++;
            TorchMemory.Collect(_step);
            if (_step % _options.ReportEvery == 0)
                Report(meter.Report(_step), progress);
            if (validate is not null && (_step % _options.ValidateEvery == 0 || _step == _options.Steps))
                Report(Validate(validate), progress);
            if (_step % _options.CheckpointEvery == 0)
                Save();
        }

        Save();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        Model.Dispose();
    }

    void Step(ProgressMeter meter)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new Random(unchecked(_options.Seed * 1_000_003 + _step));
        // Dropout draws from the global generator: seeding it each step is what makes resuming exact.
        torch.random.manual_seed(_options.Seed * 1_000_003L + _step);
        Optimisers.SetLearningRate(_optimiser, LearningRateSchedule.WarmUpCosine(_options.LearningRate, _options.WarmUpSteps, _options.Steps, _step));
        Model.train();

        IReadOnlyList<TaggedTexts> parts = TaggedTexts.Make(Enumerable.Range(0, _options.Texts).Select(_ => _rare.Exchange(Draw(random), random)), _tokenizer.Vocabulary, _options.PartSize);
        int tokens = Math.Max(1, parts.Sum(part => part.Tags.Length));
        double value = 0;
        _optimiser.zero_grad();
        foreach (TaggedTexts part in parts)
        {
            using DisposeScope partScope = NewDisposeScope();
            long[] shape = [part.Texts.Count, part.Length];
            Tensor logits = Model.Logits(tensor(part.InputIds, shape), tensor(part.AttentionMask, shape)).Tensor;
            Tensor loss = nn.functional.cross_entropy(logits.flatten(0, 1).index_select(0, tensor(part.Places)), tensor(part.Tags), reduction: nn.Reduction.Sum) / tokens;
            value += loss.item<float>();
            loss.backward();
        }

        double norm = nn.utils.clip_grad_norm_(Model.parameters(), _options.ClipNorm);
        if (!double.IsFinite(value) || !double.IsFinite(norm))
            throw new TrainingDivergedException(_step, double.IsFinite(value) ? norm : value);
        _optimiser.step();
        meter.Add("loss", value);
        meter.Examples(_options.Texts);
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

    TrainingProgress Validate(Func<TextTagger, IReadOnlyDictionary<string, double>> validate)
    {
        Model.eval();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        return new TrainingProgress(_step, _options.Steps, validate(Model), 0, TimeSpan.Zero);
    }

    void Report(TrainingProgress report, IProgress<TrainingProgress>? progress)
    {
        _run.AppendMetrics(report);
        progress?.Report(report);
    }

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        Model.save(Path.Combine(folder, TaggerCheckpoint.WeightsFile));
        _optimiser.save_state_dict(Path.Combine(folder, "optimiser.dat"));
    });
}
