using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains the first GAN on Fashion-MNIST: dense layers, binary cross-entropy, Adam.</summary>
/// <remarks>A step trains the discriminator on a real and a drawn batch, then the generator through the frozen discriminator.</remarks>
sealed class FashionMnistGanTrainer : Trainer<FashionMnistDenseGenerator>
{
    readonly FashionMnistPictures _pictures;
    readonly FashionMnistGanTrainingOptions _options;
    readonly FashionMnistDenseDiscriminator _discriminator;
    readonly Parameter[] _discriminatorWeights;
    readonly TrainingOptimiser _optimiser;
    readonly TrainingOptimiser _discriminatorOptimiser;
    readonly int _noise;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What to learn from.</param>
    /// <param name="generator">Sizes of the generator.</param>
    /// <param name="discriminator">Sizes of the discriminator.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">Takes checkpoints and metrics.</param>
    /// <param name="resume">Whether to go on from the run's checkpoint.</param>
    public FashionMnistGanTrainer(FashionMnistPictures pictures,
        FashionMnistDenseGeneratorOptions generator, FashionMnistDenseDiscriminatorOptions discriminator, FashionMnistGanTrainingOptions options, RunFolder run,
        bool resume) : base(options, run, resume)
    {
        (_pictures, _options, _noise) = (pictures, options, generator.NoiseDimension);
        Model = Learn(FashionMnistGanRunOptions.Checkpoint.WeightsFile, new FashionMnistDenseGenerator(generator));
        _discriminator = Learn("discriminator.dat", new FashionMnistDenseDiscriminator(discriminator));
        _discriminatorWeights = [.. _discriminator.parameters()];
        _optimiser = Optimise("optimiser.dat", [Model], parameters => new FusedAdam(parameters, options.GeneratorLearningRate, options.Beta1, 0.999));
        _discriminatorOptimiser = Optimise("discriminator-optimiser.dat", [_discriminator], parameters =>
            new FusedAdam(parameters, options.DiscriminatorLearningRate, options.Beta1, 0.999));
        GoOn(RecipeNames.FashionMnistGan);
        FashionMnistGanRunOptions.Checkpoint.WriteOptions(run, new(generator, discriminator, options));
    }

    /// <inheritdoc/>
    public override FashionMnistDenseGenerator Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor loss, Tensor realScores, Tensor fakeScores) = TrainDiscriminator(step.Random);
        (Tensor generatorLoss, Tensor passed) = TrainGenerator();
        step.Add(("discriminator", loss), ("generator", generatorLoss),
            ("realAccuracy", Share(realScores > 0)), ("fakeAccuracy", Share(fakeScores < 0)), ("generatorAccuracy", Share(passed > 0)));
        step.Examples(_options.Batch);
    }

    (Tensor Loss, Tensor RealScores, Tensor FakeScores) TrainDiscriminator(Random random)
    {
        int batch = _options.Batch;
        (Tensor real, _) = _pictures.Batch(_pictures.Draw(random, batch));
        Tensor fake;
        using (no_grad())
            fake = Draw();
        // No picture's score depends on another picture, so both batches may be judged in one go.
        Tensor scores = _discriminator.forward(cat([real, fake], 0)).Tensor;
        Tensor realScores = scores[..batch], fakeScores = scores[batch..];
        Tensor loss = AdversarialLosses.Real(AdversarialLoss.BinaryCrossEntropy, realScores)
            + AdversarialLosses.Fake(AdversarialLoss.BinaryCrossEntropy, fakeScores);
        _discriminatorOptimiser.Learn(loss);
        return (loss, realScores, fakeScores);
    }

    (Tensor Loss, Tensor Scores) TrainGenerator()
    {
        using var frozen = new FrozenWeights(_discriminatorWeights);
        Tensor scores = _discriminator.forward(Draw()).Tensor;
        Tensor loss = AdversarialLosses.Generator(AdversarialLoss.BinaryCrossEntropy, scores);
        _optimiser.Learn(loss);
        return (loss, scores);
    }

    Tensor Draw() => Model.forward(randn(_options.Batch, _noise)).Tensor;

    static Tensor Share(Tensor condition) => condition.to(ScalarType.Float32).mean();
}
