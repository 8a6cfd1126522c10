using MlNetFashion.Training.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>The engine of all training: steps, reports, validations, samples and checkpoints.
/// A trainer derives from it and adds its networks, its batch and its loss.</summary>
/// <remarks>
/// <para>In its constructor a trainer declares its parts (<see cref="Learn"/>, <see cref="Average"/>,
/// <see cref="Freeze"/>, <see cref="Optimise"/>), which from then on are on the run's
/// device, in the right mode and in every checkpoint; then it calls <see cref="GoOn"/>, once.</para>
/// <para>A step depends on the seed, its number and the weights alone: random numbers are seeded anew
/// for each. So a checkpoint needs no other state, and a run that went on is the
/// run that never stopped, to the bit (on one device and number of threads).</para>
/// <para>Numbers are of 32 bits throughout: mixed precision takes libtorch's autocast, which TorchSharp 0.107 does not give access to.</para>
/// </remarks>
/// <typeparam name="TModel">What comes out of it: what is validated and drawn with.</typeparam>
abstract class Trainer<TModel> : IDisposable
    where TModel : nn.Module
{
    readonly TrainingOptions _options;
    readonly RunFolder _run;
    readonly bool _resume;
    readonly Device _device;
    readonly TrainingParts _parts;
    int _step;

    /// <summary>Seeds TorchSharp's random numbers, so that the networks made next are the same each time.</summary>
    /// <param name="options">Steps, seed, intervals and device.</param>
    /// <param name="run">Takes checkpoints and metrics.</param>
    /// <param name="resume">Whether to go on from the run's checkpoint when there is one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no such device here.</exception>
    protected Trainer(TrainingOptions options, RunFolder run, bool resume)
    {
        options.Check();
        (_options, _run, _resume) = (options, run, resume);
        _device = DeviceScope.Find(options.Device);
        _parts = new TrainingParts(_device);
        random.manual_seed(options.Seed);
    }

    /// <summary>What is trained.</summary>
    public abstract TModel Model { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="validate">Scores of the model as it stands, by name; called now and then and at the end, in evaluation mode.</param>
    /// <param name="sample">Draws samples with the model as it stands; called now and then and at the end with the step, in evaluation mode.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss is infinite or no number; the last checkpoint is still good.</exception>
    public void Run(Func<TModel, IReadOnlyDictionary<string, double>>? validate = null, Action<TModel, int>? sample = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var _ = new DeviceScope(_device);
        var meter = new ProgressMeter(_step, _options.Steps);
        bool isSaved = false;
        if (_options.ValidateFirst && _step == 0)
            Validate();
        _parts.SetTraining();
        while (_step < _options.Steps && !cancellation.IsCancellationRequested)
        {
            Take(meter);
            if (_step % _options.ReportEvery == 0)
                Report(meter.Report(_step));
            if (IsDue(_options.ValidateEvery))
                Validate();
            if (IsDue(_options.SampleEvery) && sample is not null)
                Evaluate(() => sample(Model, _step));
            isSaved = _step % _options.CheckpointEvery == 0;
            if (isSaved)
                Save();
        }

        if (!isSaved)
            Save();

        bool IsDue(int every) => _step % every == 0 || _step == _options.Steps;

        void Validate()
        {
            if (validate is not null)
                Evaluate(() => Report(new TrainingProgress(_step, _options.Steps, validate(Model), 0, TimeSpan.Zero)));
        }

        void Report(TrainingProgress report)
        {
            _run.AppendMetrics(report);
            progress?.Report(report);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _parts.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Draws a batch, computes the loss and lets the optimisers follow it. All that is made is disposed afterwards.</summary>
    protected abstract void Step(TrainingStep step);

    /// <summary>Declares a network that learns.</summary>
    /// <param name="file">Its file in checkpoints, such as <c>model.dat</c>.</param>
    /// <param name="module">The network; the trainer disposes it.</param>
    protected T Learn<T>(string file, T module) where T : nn.Module => _parts.Learn(file, module);

    /// <summary>Declares the average of a network's weights over the steps, taken after each.</summary>
    /// <param name="file">Its file in checkpoints.</param>
    /// <param name="average">Takes the average, in evaluation mode throughout; the trainer disposes it.</param>
    /// <param name="current">The network that learns, of the same form, already declared.</param>
    /// <param name="decay">How much of the average stays after a step in the long run, 0 to below 1.</param>
    protected T Average<T>(string file, T average, T current, double decay) where T : nn.Module => _parts.Average(file, average, current, decay);

    /// <summary>Declares a network, or a part of one that learns, that stays as it is: without gradients,
    /// in evaluation mode, in no checkpoint, and disposed by whoever made it.</summary>
    protected void Freeze(nn.Module module) => _parts.Freeze(module);

    /// <summary>Declares an optimiser.</summary>
    /// <param name="file">Its file in checkpoints, such as <c>optimiser.dat</c>.</param>
    /// <param name="modules">What it changes, already declared.</param>
    /// <param name="make">Makes it for their parameters.</param>
    /// <param name="learningRate">The learning rate of a step; null for that which it was made with.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; infinite for no limit.</param>
    protected TrainingOptimiser Optimise(string file,
        IReadOnlyList<nn.Module> modules, Func<IReadOnlyList<Parameter>, OptimizerHelper> make, Func<int, double>? learningRate = null,
        double clipNorm = double.PositiveInfinity) =>
        _parts.Optimise(file, modules, make, learningRate, clipNorm);

    /// <summary>Declares the AdamW of options.</summary>
    /// <param name="modules">What it changes, already declared.</param>
    /// <param name="options">Its numbers.</param>
    /// <param name="file">Its file in checkpoints.</param>
    /// <param name="haste">What the learning rate is multiplied with.</param>
    protected TrainingOptimiser OptimiseByAdamW(IReadOnlyList<nn.Module> modules, AdamWOptions options, string file = "optimiser.dat", double haste = 1)
    {
        double rate = options.LearningRate * haste;
        return Optimise(file, modules, parameters => new FusedAdam(parameters, rate, beta1: 0.9, beta2: 0.98, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(rate, options.WarmUpSteps, options.Steps), options.ClipNorm);
    }

    /// <summary>Declares a Muon of AdamW's options.</summary>
    /// <param name="modules">What it changes, already declared.</param>
    /// <param name="isMatrix">Which parameters of two dimensions or more follow it, by name; the others follow AdamW.</param>
    /// <param name="options">Its numbers.</param>
    protected TrainingOptimiser OptimiseByMuon(IReadOnlyList<nn.Module> modules, Func<string, bool> isMatrix, AdamWOptions options)
    {
        Parameter[] matrices = [.. modules.SelectMany(module => module.named_parameters())
            .Where(each => each.parameter.dim() > 1 && isMatrix(each.name)).Select(each => each.parameter)];
        return Optimise("optimiser.dat", modules, parameters => new Muon(parameters, matrices, options.LearningRate, beta1: 0.9, beta2: 0.98, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
    }

    /// <summary>Has something disposed with the trainer.</summary>
    protected T Own<T>(T other) where T : IDisposable => _parts.Own(other);

    /// <summary>Computes something on the run's device, before the first step.</summary>
    protected T Compute<T>(Func<T> compute)
    {
        using var _ = new DeviceScope(_device);
        return compute();
    }

    /// <summary>Gives all declared parts what the run's checkpoint holds, where the run is to go on from one.</summary>
    /// <param name="recipe">The recipe whose run it is.</param>
    /// <returns>Whether it goes on; if not, this is the place to give the networks other weights to start from.</returns>
    /// <exception cref="InvalidDataException">The run is one of another recipe.</exception>
    /// <exception cref="FileNotFoundException">The checkpoint lacks a part.</exception>
    protected bool GoOn(string recipe)
    {
        if (!_resume || !_run.HasCheckpoint)
            return false;
        _run.RequireRecipe(recipe);
        _parts.Load(_run);
        _step = _run.CheckpointStep;
        return true;
    }

    /// <summary>Gives all declared networks the weights of another run of the same recipe and
    /// sizes, where the run does not go on from its own checkpoint.</summary>
    /// <param name="other">The run.</param>
    /// <exception cref="FileNotFoundException">The other run's checkpoint lacks a part.</exception>
    protected void StartFrom(RunFolder other) => _parts.LoadWeights(other);

    void Take(ProgressMeter meter)
    {
        using (NewDisposeScope())
        {
            _parts.StartStep(_step);
            Step(new TrainingStep(_step, _options.Seed, meter));
            _parts.EndStep(_step);
        }

        _step++;
        TorchMemory.Collect(_step);
    }

    void Evaluate(Action evaluate)
    {
        using (NewDisposeScope())
        using (no_grad())
        {
            Model.eval();
            evaluate();
        }

        _parts.SetTraining();
    }

    void Save() => _run.SaveCheckpoint(_step, _parts.Save);
}
