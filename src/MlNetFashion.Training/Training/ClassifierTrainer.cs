using MlNetFashion.Models;
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
    readonly ShuffledRows _rows;

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
        _rows = new ShuffledRows(pictures.Count, options.Batch, options.Seed);
        Model = Learn(ClassifierCheckpoint.WeightsFile, new FashionMnistClassifier(model));
        _optimiser = Optimise("optimiser.dat", [Model], parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.98, options.WeightDecay),
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
        step.Examples(_rows.Batch);
        _optimiser.Learn(loss);
    }

    (Tensor Images, Tensor Labels) Draw(TrainingStep step)
    {
        ReadOnlySpan<int> rows = _rows.Of(step.Number);
        float[] images = new float[rows.Length * GreyPictures.Size];
        long[] labels = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            _pictures.Write(row, images.AsSpan(i * GreyPictures.Size), step.Random.Next(-_options.Shift, _options.Shift + 1), step.Random.Next(-_options.Shift, _options.Shift + 1));
            labels[i] = _pictures.Labels[row];
        }

        return (tensor(images, [rows.Length, 1, GreyPictures.Side, GreyPictures.Side]), tensor(labels));
    }
}
