using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Teaches a classifier the classes of pictures, real ones or generated ones.</summary>
/// <remarks>Every picture is seen once before any is seen again.</remarks>
sealed class FashionMnistClassifierTrainer : Trainer<FashionMnistClassifier>
{
    readonly FashionMnistPictures _pictures;
    readonly FashionMnistClassifierTrainingOptions _options;
    readonly TrainingOptimiser _optimiser;
    readonly ShuffledRows _rows;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What is learned from.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    public FashionMnistClassifierTrainer(FashionMnistPictures pictures, FashionMnistClassifierOptions model, FashionMnistClassifierTrainingOptions options,
        RunFolder run, bool resume) : base(options, run, resume)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures to learn from. Give one or more of each class.", nameof(pictures));
        (_pictures, _options) = (pictures, options);
        _rows = new ShuffledRows(pictures.Count, options.Batch, options.Seed);
        Model = Learn(FashionMnistClassifierRunOptions.Checkpoint.WeightsFile, new FashionMnistClassifier(model));
        _optimiser = OptimiseByAdamW([Model], options);
        GoOn(RecipeNames.FashionMnistClassifier);
        FashionMnistClassifierRunOptions.Checkpoint.WriteOptions(run, new(model, options));
    }

    /// <inheritdoc/>
    public override FashionMnistClassifier Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor images, Tensor labels) = _pictures.Batch(_rows.Of(step.Number), _options.Shift, step.Random);
        Tensor logits = Model.call(images).Logits.Tensor;
        Tensor loss = nn.functional.cross_entropy(logits, labels);
        step.Add(("loss", loss), ("learnedAccuracy", logits.argmax(1).eq(labels).to(float32).mean()));
        step.Examples(_rows.Batch);
        _optimiser.Learn(loss);
    }
}
