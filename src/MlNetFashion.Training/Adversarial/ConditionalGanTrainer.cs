using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Trains a generator to draw the Fashion-MNIST class that is asked for, by number or in words.</summary>
/// <remarks>A step trains the discriminator (<see cref="AdversarialOptions.CriticSteps"/> times), then the generator through the frozen discriminator. It depends on the seed and the step's
/// number alone.</remarks>
public sealed class ConditionalGanTrainer : IDisposable
{
    internal const string AverageFile = "generator.dat";

    const string LearningFile = "learning.dat", DiscriminatorFile = "discriminator.dat", OptimiserFile = "optimiser.dat", DiscriminatorOptimiserFile = "discriminator-optimiser.dat";

    readonly FashionMnistPictures _pictures;
    readonly Tensor _conditions;
    readonly ConditionalGanOptions _options;
    readonly RunFolder _run;
    readonly ConditionalGenerator _learning;
    readonly ConditionalDiscriminator _discriminator;
    readonly Parameter[] _judging;
    readonly AdversarialObjective _objective;
    readonly WeightAverage _average;
    readonly FusedAdam _optimiser;
    readonly FusedAdam _discriminatorOptimiser;
    readonly int _noise;
    int _step;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What to learn from.</param>
    /// <param name="conditions">How one may ask for a class, (10, K, C): K ways each, one drawn by chance each time. <see cref="ByClass"/>, or embeddings of texts.</param>
    /// <param name="generator">Sizes of the generator.</param>
    /// <param name="discriminator">Sizes of the discriminator.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">Takes checkpoints and metrics.</param>
    /// <param name="resume">Whether to go on from the run's checkpoint.</param>
    /// <exception cref="ArgumentException">The conditions do not fit the networks, or a strategy is outside of its range.</exception>
    public ConditionalGanTrainer(FashionMnistPictures pictures, Tensor conditions, ConditionalGeneratorOptions generator, ConditionalDiscriminatorOptions discriminator, ConditionalGanOptions options, RunFolder run, bool resume)
    {
        options.Adversarial.Check();
        if (conditions.dim() != 3 || conditions.shape[0] != FashionMnistPictures.Classes || conditions.shape[2] != generator.ConditionDimension || conditions.shape[2] != discriminator.ConditionDimension)
        {
            throw new ArgumentException($"The conditions are ({string.Join(", ", conditions.shape)}), but for {FashionMnistPictures.Classes} classes they must be ({FashionMnistPictures.Classes}, K, C) with C as in the "
                + $"generator ({generator.ConditionDimension}) and the discriminator ({discriminator.ConditionDimension}).", nameof(conditions));
        }

        (_pictures, _conditions, _options, _run, _noise) = (pictures, conditions.detach().to(ScalarType.Float32).clone(), options, run, generator.NoiseDimension);
        AdversarialOptions adversarial = options.Adversarial;
        random.manual_seed(options.Seed);
        _learning = new ConditionalGenerator(generator);
        Generator = new ConditionalGenerator(generator);
        Generator.load_state_dict(_learning.state_dict());
        Generator.eval();
        _discriminator = new ConditionalDiscriminator(discriminator);
        _judging = [.. _discriminator.parameters()];
        _objective = new AdversarialObjective(adversarial, (pictures, condition) => _discriminator.forward(pictures, condition).Tensor);
        _average = new WeightAverage(Generator, _learning, adversarial.AverageDecay);
        _optimiser = new FusedAdam(_learning.parameters(), adversarial.GeneratorLearningRate, adversarial.Beta1, adversarial.Beta2);
        _discriminatorOptimiser = new FusedAdam(_judging, adversarial.DiscriminatorLearningRate, adversarial.Beta1, adversarial.Beta2);
        if (resume && run.HasCheckpoint)
            Load();
        run.WriteOptions(new ConditionalGanCheckpoint(generator, discriminator, options));
    }

    /// <summary>The average of the generator's weights over the last steps: what is exported.</summary>
    public ConditionalGenerator Generator { get; }

    /// <summary>Classes as one-hot vectors, (10, 1, 10).</summary>
    public static Tensor ByClass() => eye(FashionMnistPictures.Classes).unsqueeze(1);

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="sample">Draws samples with the generator as it stands; called now and then and at the end with the step.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public void Run(Action<ConditionalGenerator, int>? sample = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var meter = new ProgressMeter(_step, _options.Steps);
        while (_step < _options.Steps && !cancellation.IsCancellationRequested)
        {
            Step(meter);
            _step++;
            TorchMemory.Collect(_step);
            if (_step % _options.ReportEvery == 0)
            {
                TrainingProgress report = meter.Report(_step);
                _run.AppendMetrics(report);
                progress?.Report(report);
            }

            if (sample is not null && (_step % _options.SampleEvery == 0 || _step == _options.Steps))
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                sample(Generator, _step);
            }

            if (_step % _options.CheckpointEvery == 0)
                Save();
        }

        Save();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _discriminatorOptimiser.Dispose();
        _learning.Dispose();
        _discriminator.Dispose();
        _conditions.Dispose();
        Generator.Dispose();
    }

    void Step(ProgressMeter meter)
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(_options.Seed * 1_000_003L + _step);
        Tensor[] told = [];
        for (int i = 0; i < _options.Adversarial.CriticSteps; i++)
            told = LearnToTell(i);
        Tensor[] drawn = LearnToDraw();
        // One read for all: on another device each would wait for it.
        using Tensor all = stack([.. told, .. drawn]).detach().cpu();
        float[] values = all.data<float>().ToArray();
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw new TrainingDivergedException(_step, value);
        }

        meter.Add("discriminator", values[0]);
        meter.Add("realScore", values[1]);
        meter.Add("fakeScore", values[2]);
        meter.Add("realAccuracy", values[3]);
        meter.Add("fakeAccuracy", values[4]);
        meter.Add("generator", values[5]);
        meter.Examples(_options.Batch);
        _average.Update(_step);
    }

    // Loss, mean scores of real and drawn pictures, and the shares of them that it is right about.
    Tensor[] LearnToTell(int turn)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor real, Tensor labels) = _pictures.Batch(_options.Batch);
        Tensor condition = Condition(labels), fake;
        Tensor? wrong = null;
        if (_options.Adversarial.Mismatched > 0)
            wrong = Condition((labels + randint(1, FashionMnistPictures.Classes, labels.shape, dtype: ScalarType.Int64)) % FashionMnistPictures.Classes);
        using (no_grad())
            fake = Draw(condition);
        (Tensor loss, Tensor realScores, Tensor fakeScores) = _objective.Discriminator(real, fake, condition, wrong, _step * _options.Adversarial.CriticSteps + turn);
        _discriminatorOptimiser.zero_grad();
        loss.backward();
        _discriminatorOptimiser.step();
        Tensor[] told = [loss.detach(), realScores.detach().mean(), fakeScores.detach().mean(), Share(realScores > 0), Share(fakeScores < 0)];
        scope.MoveToOuter(told);
        return told;
    }

    Tensor[] LearnToDraw()
    {
        Freeze(true);
        Tensor condition = Condition(randint(0, FashionMnistPictures.Classes, [_options.Batch], dtype: ScalarType.Int64));
        (Tensor loss, _) = _objective.Generator(Draw(condition), condition);
        _optimiser.zero_grad();
        loss.backward();
        _optimiser.step();
        Freeze(false);
        return [loss];
    }

    Tensor Draw(Tensor condition) => _learning.forward(condition, randn(condition.shape[0], _noise)).Tensor;

    Tensor Condition(Tensor labels)
    {
        long ways = _conditions.shape[1];
        Tensor place = ways == 1 ? labels : labels * ways + randint(0, ways, labels.shape, dtype: ScalarType.Int64);
        return _conditions.flatten(0, 1).index_select(0, place);
    }

    void Freeze(bool frozen)
    {
        foreach (Parameter parameter in _judging)
            parameter.requires_grad = !frozen;
    }

    static Tensor Share(Tensor condition) => condition.to(ScalarType.Float32).mean();

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        _learning.save(Path.Combine(folder, LearningFile));
        Generator.save(Path.Combine(folder, AverageFile));
        _discriminator.save(Path.Combine(folder, DiscriminatorFile));
        _optimiser.save_state_dict(Path.Combine(folder, OptimiserFile));
        _discriminatorOptimiser.save_state_dict(Path.Combine(folder, DiscriminatorOptimiserFile));
    });

    void Load()
    {
        _learning.load(_run.CheckpointFile(LearningFile));
        Generator.load(_run.CheckpointFile(AverageFile));
        _discriminator.load(_run.CheckpointFile(DiscriminatorFile));
        _optimiser.load_state_dict(_run.CheckpointFile(OptimiserFile));
        _discriminatorOptimiser.load_state_dict(_run.CheckpointFile(DiscriminatorOptimiserFile));
        _step = _run.CheckpointStep;
    }
}
