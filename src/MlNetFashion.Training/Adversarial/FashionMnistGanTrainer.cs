using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Trains the first GAN on Fashion-MNIST: dense layers, binary cross-entropy, Adam.</summary>
/// <remarks>A step trains the discriminator on a real and a drawn batch, then the generator through the frozen discriminator. It depends on the seed and the step's number alone.</remarks>
public sealed class FashionMnistGanTrainer : IDisposable
{
    internal const string GeneratorFile = "generator.dat";

    const string DiscriminatorFile = "discriminator.dat", OptimiserFile = "optimiser.dat", DiscriminatorOptimiserFile = "discriminator-optimiser.dat";

    readonly FashionMnistPictures _pictures;
    readonly FashionMnistGanOptions _options;
    readonly RunFolder _run;
    readonly DenseDiscriminator _discriminator;
    readonly Parameter[] _judging;
    readonly FusedAdam _optimiser;
    readonly FusedAdam _discriminatorOptimiser;
    readonly int _noise;
    int _step;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What to learn from.</param>
    /// <param name="generator">Sizes of the generator.</param>
    /// <param name="discriminator">Sizes of the discriminator.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">Takes checkpoints and metrics.</param>
    /// <param name="resume">Whether to go on from the run's checkpoint.</param>
    public FashionMnistGanTrainer(FashionMnistPictures pictures, DenseGeneratorOptions generator, DenseDiscriminatorOptions discriminator, FashionMnistGanOptions options, RunFolder run, bool resume)
    {
        (_pictures, _options, _run, _noise) = (pictures, options, run, generator.NoiseDimension);
        random.manual_seed(options.Seed);
        Generator = new DenseGenerator(generator);
        _discriminator = new DenseDiscriminator(discriminator);
        _judging = [.. _discriminator.parameters()];
        _optimiser = new FusedAdam(Generator.parameters(), options.GeneratorLearningRate, options.Beta1, 0.999);
        _discriminatorOptimiser = new FusedAdam(_judging, options.DiscriminatorLearningRate, options.Beta1, 0.999);
        if (resume && run.HasCheckpoint)
            Load();
        run.WriteOptions(new FashionMnistGanCheckpoint(generator, discriminator, options));
    }

    /// <summary>The generator.</summary>
    public DenseGenerator Generator { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="sample">Draws samples with the generator as it stands; called now and then and at the end with the step.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public void Run(Action<DenseGenerator, int>? sample = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
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
                Sample(sample);
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
        _discriminator.Dispose();
        Generator.Dispose();
    }

    void Step(ProgressMeter meter)
    {
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(_options.Seed * 1_000_003L + _step);
        (Tensor loss, Tensor realScores, Tensor fakeScores) = LearnToTell();
        (Tensor generatorLoss, Tensor passed) = LearnToDraw();
        // One read for all: on another device each would wait for it.
        using Tensor all = stack([loss, generatorLoss, Share(realScores > 0), Share(fakeScores < 0), Share(passed > 0)]).detach().cpu();
        float[] values = all.data<float>().ToArray();
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                throw new TrainingDivergedException(_step, value);
        }

        meter.Add("discriminator", values[0]);
        meter.Add("generator", values[1]);
        meter.Add("realAccuracy", values[2]);
        meter.Add("fakeAccuracy", values[3]);
        meter.Add("generatorAccuracy", values[4]);
        meter.Examples(_options.Batch);
    }

    (Tensor Loss, Tensor RealScores, Tensor FakeScores) LearnToTell()
    {
        int batch = _options.Batch;
        (Tensor real, _) = _pictures.Batch(batch);
        Tensor fake;
        using (no_grad())
            fake = Draw();
        // No picture's score depends on another picture, so both batches may be judged in one go.
        Tensor scores = _discriminator.forward(cat([real, fake], 0)).Tensor;
        Tensor realScores = scores[..batch], fakeScores = scores[batch..];
        Tensor loss = AdversarialLosses.Real(AdversarialLoss.BinaryCrossEntropy, realScores) + AdversarialLosses.Fake(AdversarialLoss.BinaryCrossEntropy, fakeScores);
        _discriminatorOptimiser.zero_grad();
        loss.backward();
        _discriminatorOptimiser.step();
        return (loss, realScores, fakeScores);
    }

    (Tensor Loss, Tensor Scores) LearnToDraw()
    {
        Freeze(true);
        Tensor scores = _discriminator.forward(Draw()).Tensor;
        Tensor loss = AdversarialLosses.Generator(AdversarialLoss.BinaryCrossEntropy, scores);
        _optimiser.zero_grad();
        loss.backward();
        _optimiser.step();
        Freeze(false);
        return (loss, scores);
    }

    Tensor Draw() => Generator.forward(randn(_options.Batch, _noise)).Tensor;

    void Freeze(bool frozen)
    {
        foreach (Parameter parameter in _judging)
            parameter.requires_grad = !frozen;
    }

    static Tensor Share(Tensor condition) => condition.to(ScalarType.Float32).mean();

    void Sample(Action<DenseGenerator, int> sample)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        Generator.eval();
        sample(Generator, _step);
        Generator.train();
    }

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        Generator.save(Path.Combine(folder, GeneratorFile));
        _discriminator.save(Path.Combine(folder, DiscriminatorFile));
        _optimiser.save_state_dict(Path.Combine(folder, OptimiserFile));
        _discriminatorOptimiser.save_state_dict(Path.Combine(folder, DiscriminatorOptimiserFile));
    });

    void Load()
    {
        Generator.load(_run.CheckpointFile(GeneratorFile));
        _discriminator.load(_run.CheckpointFile(DiscriminatorFile));
        _optimiser.load_state_dict(_run.CheckpointFile(OptimiserFile));
        _discriminatorOptimiser.load_state_dict(_run.CheckpointFile(DiscriminatorOptimiserFile));
        _step = _run.CheckpointStep;
    }
}
