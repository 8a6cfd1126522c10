using MlNetFashion.Evaluation;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>The run behind <c>fashion train fashion-mnist-embedding</c>: pictures, trainer and validation put together.</summary>
public static class FashionMnistEmbeddingRecipe
{
    // As with the classifier, 5,000 of the 60,000 are for choices, and the 10,000 of the test stay unseen.
    const int HeldOutOf = 12, SplitSeed = 1;

    // Looking through all that is learned from would take longer than the steps between two validations.
    const int ValidationGallery = 10_000;

    /// <summary>Trains the embedding on Fashion-MNIST.</summary>
    /// <param name="plan">How; the data folder is read with the tiny preset, too, and which pictures are held out does not follow from the seed.</param>
    /// <param name="metric">What brings pictures of one class together; null for the preset's.</param>
    /// <param name="settings">Single options, as <c>PATH=VALUE</c> with paths as in the run's options.json, such as <c>Training.Batch=160</c>; see <see cref="OptionSettings"/>.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, MetricLoss? metric, IReadOnlyList<string> settings, string data, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        FashionMnistPictures all = FashionMnistPictures.Load(data, "train");
        (FashionMnistPictures learned, FashionMnistPictures heldOut) = all.Split(all.Count / HeldOutOf, SplitSeed);
        FashionMnistEmbeddingTrainingOptions usual = plan.Choose(new FashionMnistEmbeddingTrainingOptions(), FashionMnistEmbeddingTrainingOptions.Tiny);
        (FashionMnistImageEncoderOptions model, FashionMnistEmbeddingTrainingOptions options) = OptionSettings.Apply(
            new FashionMnistEmbeddingRunOptions(plan.Tiny ? FashionMnistImageEncoderOptions.Tiny : FashionMnistImageEncoderOptions.Default, usual with { Metric = metric ?? usual.Metric }), settings);
        (_, FashionMnistPictures gallery) = learned.Split(Math.Min(plan.Tiny ? 100 : ValidationGallery, learned.Count), SplitSeed);
        (_, FashionMnistPictures queries) = heldOut.Split(Math.Min(plan.Tiny ? 50 : heldOut.Count, heldOut.Count), SplitSeed);
        using var trainer = new FashionMnistEmbeddingTrainer(learned, model, options, run, plan.Resume);
        trainer.Run(new FashionMnistEmbeddingValidation(gallery, queries).Score, progress: progress, cancellation: cancellation);
    }

    /// <summary>Measures a run on the 10,000 test pictures, their neighbours looked for among the 60,000 of the training side.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The data folder.</param>
    public static NeighbourClasses Measure(RunFolder run, string data)
    {
        using FashionMnistEmbeddingModel model = FashionMnistEmbeddingRunOptions.Load(run);
        return new FashionMnistEmbeddingValidation(FashionMnistPictures.Load(data, "train"), FashionMnistPictures.Load(data, "t10k")).Measure(model);
    }
}
