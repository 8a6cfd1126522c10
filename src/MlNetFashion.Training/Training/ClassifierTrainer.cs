using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Teaches a classifier the classes of pictures, real ones or generated ones.</summary>
/// <remarks>A step depends on the seed and its number alone, so a resumed run continues as the stopped one would have. Every picture is seen once before any is seen again.</remarks>
public sealed class ClassifierTrainer : IDisposable
{
    readonly GreyPictures _pictures;
    readonly ClassifierTrainingOptions _options;
    readonly RunFolder _run;
    readonly OptimizerHelper _optimiser;
    readonly int[] _order;
    readonly int _batch;
    int _step, _round = -1;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What is learned from.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    public ClassifierTrainer(GreyPictures pictures, FashionMnistClassifierOptions model, ClassifierTrainingOptions options, RunFolder run, bool resume)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures to learn from. Give one or more of each class.", nameof(pictures));
        (_pictures, _options, _run) = (pictures, options, run);
        _batch = Math.Min(options.Batch, pictures.Count);
        _order = new int[pictures.Count];
        torch.random.manual_seed(options.Seed);
        Model = new FashionMnistClassifier(model);
        _optimiser = Optimisers.AdamW([Model], options.LearningRate, options.WeightDecay);
        if (resume && run.HasCheckpoint)
            Load();
        run.WriteOptions(new ClassifierCheckpoint(model, options));
    }

    /// <summary>What is trained.</summary>
    public FashionMnistClassifier Model { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="validate">Scores of the model as it stands, by name; called now and then and at the end, in evaluation mode.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is no number; the weights are those of the step before.</exception>
    public void Run(Func<FashionMnistClassifier, IReadOnlyDictionary<string, double>>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
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
        // Dropout draws from the global generator: seeding it each step is what makes resuming exact.
        torch.random.manual_seed(_options.Seed * 1_000_003L + _step);
        Optimisers.SetLearningRate(_optimiser, LearningRateSchedule.WarmUpCosine(_options.LearningRate, _options.WarmUpSteps, _options.Steps, _step));
        Model.train();

        (Tensor images, Tensor labels) = Draw();
        _optimiser.zero_grad();
        Tensor logits = Model.call(images).Logits.Tensor;
        Tensor loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
        double norm = nn.utils.clip_grad_norm_(Model.parameters(), _options.ClipNorm), value = loss.item<float>();
        if (!double.IsFinite(value) || !double.IsFinite(norm))
            throw new TrainingDivergedException(_step, double.IsFinite(value) ? norm : value);
        _optimiser.step();
        meter.Add("loss", value);
        meter.Add("learnedAccuracy", logits.argmax(1).eq(labels).to(float32).mean().item<float>());
        meter.Examples(_batch);
    }

    (Tensor Images, Tensor Labels) Draw()
    {
        int stepsOfRound = _order.Length / _batch, round = _step / stepsOfRound, first = _step % stepsOfRound * _batch;
        if (round != _round)
            Shuffle(round);
        var random = new Random(unchecked(_options.Seed * 1_000_003 + _step));
        float[] images = new float[_batch * GreyPictures.Size];
        long[] labels = new long[_batch];
        for (int i = 0; i < _batch; i++)
        {
            int row = _order[first + i];
            _pictures.Write(row, images.AsSpan(i * GreyPictures.Size), random.Next(-_options.Shift, _options.Shift + 1), random.Next(-_options.Shift, _options.Shift + 1));
            labels[i] = _pictures.Labels[row];
        }

        return (tensor(images, [_batch, 1, GreyPictures.Side, GreyPictures.Side]), tensor(labels));
    }

    void Shuffle(int round)
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        new Random(unchecked(_options.Seed * 7919 + round)).Shuffle(_order);
        _round = round;
    }

    TrainingProgress Validate(Func<FashionMnistClassifier, IReadOnlyDictionary<string, double>> validate)
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

    void Load()
    {
        _run.RequireCheckpoint(ClassifierCheckpoint.WeightsFile, ClassifierCheckpoint.Command);
        Model.load(_run.CheckpointFile(ClassifierCheckpoint.WeightsFile));
        _optimiser.load_state_dict(_run.CheckpointFile("optimiser.dat"));
        _step = _run.CheckpointStep;
    }

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        Model.save(Path.Combine(folder, ClassifierCheckpoint.WeightsFile));
        _optimiser.save_state_dict(Path.Combine(folder, "optimiser.dat"));
    });
}
