using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Teaches a classifier the classes of pictures, real ones or generated ones.</summary>
/// <remarks>Every picture is seen once before any is seen again.</remarks>
public sealed class ClassifierTrainer : Trainer<FashionMnistClassifier>
{
    readonly GreyPictures _pictures;
    readonly ClassifierTrainingOptions _options;
    readonly TrainingOptimiser _optimiser;
    readonly int[] _order;
    readonly int _batch;
    int _round = -1;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What is learned from.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    public ClassifierTrainer(GreyPictures pictures, FashionMnistClassifierOptions model, ClassifierTrainingOptions options, RunFolder run, bool resume) : base(options, run, resume)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures to learn from. Give one or more of each class.", nameof(pictures));
        (_pictures, _options) = (pictures, options);
        _batch = Math.Min(options.Batch, pictures.Count);
        _order = new int[pictures.Count];
        Model = Learn(ClassifierCheckpoint.WeightsFile, new FashionMnistClassifier(model));
        _optimiser = Optimise("optimiser.dat", [Model], parameters => Optimisers.AdamW(parameters, options.LearningRate, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        GoOn(ClassifierCheckpoint.Command);
        run.WriteOptions(new ClassifierCheckpoint(model, options));
    }

    /// <inheritdoc/>
    public override FashionMnistClassifier Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor images, Tensor labels) = Draw(step);
        Tensor logits = Model.call(images).Logits.Tensor;
        Tensor loss = nn.functional.cross_entropy(logits, labels);
        step.Add(("loss", loss), ("learnedAccuracy", logits.argmax(1).eq(labels).to(float32).mean()));
        step.Examples(_batch);
        _optimiser.Learn(loss);
    }

    (Tensor Images, Tensor Labels) Draw(TrainingStep step)
    {
        int stepsOfRound = _order.Length / _batch, round = step.Number / stepsOfRound, first = step.Number % stepsOfRound * _batch;
        if (round != _round)
            Shuffle(round);
        float[] images = new float[_batch * GreyPictures.Size];
        long[] labels = new long[_batch];
        for (int i = 0; i < _batch; i++)
        {
            int row = _order[first + i];
            _pictures.Write(row, images.AsSpan(i * GreyPictures.Size), step.Random.Next(-_options.Shift, _options.Shift + 1), step.Random.Next(-_options.Shift, _options.Shift + 1));
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
}
