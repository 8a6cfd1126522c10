using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Teaches BERT the language of fashion: it guesses hidden tokens of texts.</summary>
/// <remarks>
/// <para>Tokens are hidden anew each time a text is drawn. Logits are computed at hidden places only, and the texts of a step in parts of
/// like length: the step's gradient is that of all its hidden tokens alike, whatever part they stand in.</para>
/// <para>A step depends on the seed and its number alone, so a resumed run continues as the stopped one would have.</para>
/// </remarks>
public sealed class PretrainingTrainer : IDisposable
{
    readonly PretrainingCorpus _corpus;
    readonly WordPieceTokenizer _tokenizer;
    readonly PretrainingOptions _options;
    readonly RunFolder _run;
    readonly TokenMasking _masking;
    readonly int _maxTokens;
    readonly OptimizerHelper _optimiser;
    int _step;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="corpus">What is learned from.</param>
    /// <param name="tokenizer">Of the model's vocabulary.</param>
    /// <param name="model">Sizes; the share of dropped states is that of <paramref name="options"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">Model and tokenizer have vocabularies of different sizes.</exception>
    public PretrainingTrainer(PretrainingCorpus corpus, WordPieceTokenizer tokenizer, BertOptions model, PretrainingOptions options, RunFolder run, bool resume)
    {
        if (model.VocabularySize != tokenizer.Vocabulary.Size)
            throw new ArgumentException($"The model has {model.VocabularySize:N0} pieces and the tokenizer {tokenizer.Vocabulary.Size:N0}. Make the model for the tokenizer's vocabulary.", nameof(model));
        (_corpus, _tokenizer, _options, _run) = (corpus, tokenizer, options, run);
        _masking = new TokenMasking(tokenizer.Vocabulary, options.MaskedShare, options.WholeWords);
        _maxTokens = Math.Min(model.MaxPositions, Columns.MaxTokens);
        model = model with { Dropout = options.Dropout };
        torch.random.manual_seed(options.Seed);
        Model = new MaskedLanguageModel(model);
        _optimiser = Optimisers.AdamW([Model], options.LearningRate, options.WeightDecay);
        if (resume && run.HasCheckpoint)
        {
            run.RequireCheckpoint(PretrainingCheckpoint.WeightsFile, "fashion train pretraining");
            Model.load(run.CheckpointFile(PretrainingCheckpoint.WeightsFile));
            _optimiser.load_state_dict(run.CheckpointFile("optimiser.dat"));
            _step = run.CheckpointStep;
        }

        run.WriteOptions(new PretrainingCheckpoint(model, tokenizer.Vocabulary.Sha256, options));
    }

    /// <summary>What is trained.</summary>
    public MaskedLanguageModel Model { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="validate">Scores of the model as it stands, by name; called before the first step, now and then, and at the end, in evaluation mode.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is no number; the weights are those of the step before.</exception>
    public void Run(Func<MaskedLanguageModel, IReadOnlyDictionary<string, double>>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var meter = new ProgressMeter(_step, _options.Steps);
        if (validate is not null && _step == 0)
            Report(Validate(validate), progress);
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

        string[] texts = [.. Enumerable.Range(0, _options.Texts).Select(_ => _corpus.Draw(random))];
        IReadOnlyList<MaskedTexts> parts = MaskedTexts.Make(texts, _tokenizer, _masking, _maxTokens, _options.PartSize, random);
        int hidden = Math.Max(1, parts.Sum(part => part.Answers.Length));
        double value = 0;
        _optimiser.zero_grad();
        foreach (MaskedTexts part in parts)
        {
            using DisposeScope partScope = NewDisposeScope();
            Tensor loss = Loss(part) / hidden;
            value += loss.item<float>();
            loss.backward();
        }

        double norm = nn.utils.clip_grad_norm_(Model.parameters(), _options.ClipNorm);
        if (!double.IsFinite(value) || !double.IsFinite(norm))
            throw new TrainingDivergedException(_step, double.IsFinite(value) ? norm : value);
        _optimiser.step();
        meter.Add("loss", value);
        meter.Examples(texts.Length);
    }

    Tensor Loss(MaskedTexts part)
    {
        Tensor logits = Model.Predict(tensor(part.InputIds, [part.Count, part.Length]), tensor(part.AttentionMask, [part.Count, part.Length]), tensor(part.Places));
        return nn.functional.cross_entropy(logits, tensor(part.Answers), reduction: nn.Reduction.Sum);
    }

    TrainingProgress Validate(Func<MaskedLanguageModel, IReadOnlyDictionary<string, double>> validate)
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
        Model.save(Path.Combine(folder, PretrainingCheckpoint.WeightsFile));
        _optimiser.save_state_dict(Path.Combine(folder, "optimiser.dat"));
    });
}
