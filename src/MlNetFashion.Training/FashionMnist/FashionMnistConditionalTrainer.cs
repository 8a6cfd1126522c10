using MlNetFashion.Catalogues;
using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains a generator to draw the Fashion-MNIST class that is asked for, by number or in words.</summary>
/// <remarks>A step trains the discriminator (<see cref="AdversarialOptions.CriticSteps"/>
/// times), then the generator through the frozen discriminator.</remarks>
sealed class FashionMnistConditionalTrainer : Trainer<FashionMnistConditionalGenerator>
{
    static readonly int s_classes = FashionMnistCatalogue.Classes.Count;

    readonly FashionMnistPictures _pictures;
    readonly Tensor _conditions;
    readonly FashionMnistConditionalTrainingOptions _options;
    readonly FashionMnistConditionalGenerator _learning;
    readonly FashionMnistConditionalDiscriminator _discriminator;
    readonly Parameter[] _discriminatorWeights;
    readonly AdversarialObjective _objective;
    readonly TrainingOptimiser _optimiser;
    readonly TrainingOptimiser _discriminatorOptimiser;
    readonly int _noise, _ways;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What to learn from.</param>
    /// <param name="conditions">How one may ask for a class, (10, K, C): K ways each,
    /// one drawn at random each time. <see cref="ByClass"/>, or embeddings of texts.</param>
    /// <param name="generator">Sizes of the generator.</param>
    /// <param name="discriminator">Sizes of the discriminator.</param>
    /// <param name="options">How to train.</param>
    /// <param name="run">Takes checkpoints and metrics.</param>
    /// <param name="resume">Whether to go on from the run's checkpoint.</param>
    /// <exception cref="ArgumentException">The conditions do not fit the networks, or a strategy is outside of its range.</exception>
    public FashionMnistConditionalTrainer(FashionMnistPictures pictures, Tensor conditions, FashionMnistConditionalGeneratorOptions generator,
        FashionMnistConditionalDiscriminatorOptions discriminator, FashionMnistConditionalTrainingOptions options, RunFolder run, bool resume)
        : base(options, run, resume)
    {
        AdversarialOptions adversarial = options.Adversarial;
        adversarial.Check();
        if (conditions.dim() != 3 || conditions.shape[0] != s_classes || conditions.shape[2] != generator.ConditionDimension
            || conditions.shape[2] != discriminator.ConditionDimension)
        {
            throw new ArgumentException($"The conditions are ({string.Join(", ", conditions.shape)}), but for {s_classes} classes they must be ({s_classes}, "
                + "K, C) with C as in the "
                + $"generator ({generator.ConditionDimension}) and the discriminator ({discriminator.ConditionDimension}).", nameof(conditions));
        }

        (_pictures, _options, _noise, _ways) = (pictures, options, generator.NoiseDimension, (int)conditions.shape[1]);
        // Made anew: the caller's may be disposed, and lie on another device.
        _conditions =
            Own(Compute(() => tensor(conditions.detach().to(ScalarType.Float32).cpu().data<float>().ToArray(), [s_classes * _ways, conditions.shape[2]])));
        _learning = Learn("learning.dat", new FashionMnistConditionalGenerator(generator));
        Model = Average(FashionMnistConditionalRunOptions.Checkpoint.WeightsFile, new FashionMnistConditionalGenerator(generator), _learning,
            adversarial.AverageDecay);
        _discriminator = Learn("discriminator.dat", new FashionMnistConditionalDiscriminator(discriminator));
        _discriminatorWeights = [.. _discriminator.parameters()];
        _objective = new AdversarialObjective(adversarial, pictures => _discriminator.Features(pictures).Tensor, (features, condition) =>
            _discriminator.Judge(features, condition).Tensor);
        _optimiser = Optimise("optimiser.dat", [_learning], parameters =>
            new FusedAdam(parameters, adversarial.GeneratorLearningRate, adversarial.Beta1, adversarial.Beta2));
        _discriminatorOptimiser = Optimise("discriminator-optimiser.dat", [_discriminator], parameters =>
            new FusedAdam(parameters, adversarial.DiscriminatorLearningRate, adversarial.DiscriminatorBeta1, adversarial.Beta2));
        GoOn(RecipeNames.FashionMnistConditional);
        FashionMnistConditionalRunOptions.Checkpoint.WriteOptions(run, new(generator, discriminator, options));
    }

    /// <summary>The average of the generator's weights over the last steps: what is exported.</summary>
    public override FashionMnistConditionalGenerator Model { get; }

    /// <summary>Classes as one-hot vectors, (10, 1, 10).</summary>
    public static Tensor ByClass() => eye(s_classes).unsqueeze(1);

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        for (int turn = 0; turn < _options.Adversarial.CriticSteps; turn++)
            TrainDiscriminator(step, turn);
        TrainGenerator(step);
        step.Examples(_options.Batch);
    }

    void TrainDiscriminator(TrainingStep step, int turn)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] rows = _pictures.Draw(step.Random, _options.Batch);
        (Tensor real, _) = _pictures.Batch(rows);
        int[] labels = [.. rows.Select(row => (int)_pictures.Labels[row])];
        Tensor condition = Condition(labels, step.Random), fake;
        Tensor? wrong = null;
        if (_options.Adversarial.Mismatched > 0)
            wrong = Condition([.. labels.Select(label => (label + step.Random.Next(1, s_classes)) % s_classes)], step.Random);
        using (no_grad())
            fake = Draw(condition);
        (Tensor loss, Tensor realScores, Tensor fakeScores) =
            _objective.Discriminator(real, fake, condition, wrong, step.Number * _options.Adversarial.CriticSteps + turn);
        step.Add(("discriminator", loss), ("realScore", realScores.mean()), ("fakeScore", fakeScores.mean()), ("realAccuracy", Share(realScores > 0)),
            ("fakeAccuracy", Share(fakeScores < 0)));
        _discriminatorOptimiser.Learn(loss);
    }

    void TrainGenerator(TrainingStep step)
    {
        using var frozen = new FrozenWeights(_discriminatorWeights);
        int[] labels = new int[_options.Batch];
        foreach (ref int label in labels.AsSpan())
            label = step.Random.Next(s_classes);
        Tensor condition = Condition(labels, step.Random);
        (Tensor loss, _) = _objective.Generator(Draw(condition), condition);
        step.Add(("generator", loss));
        _optimiser.Learn(loss);
    }

    Tensor Draw(Tensor condition) => _learning.forward(condition, randn(condition.shape[0], _noise)).Tensor;

    Tensor Condition(int[] labels, Random random)
    {
        long[] ways = [.. labels.Select(label => (long)label * _ways + random.Next(_ways))];
        return _conditions.index_select(0, tensor(ways));
    }

    static Tensor Share(Tensor condition) => condition.to(ScalarType.Float32).mean();
}
