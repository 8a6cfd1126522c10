using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train fashion-mnist-embedding</c>: pictures, trainer and validation put together.</summary>
public static class GreyEmbeddingRun
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
        GreyPictures all = GreyPictures.Load(data, "train");
        (GreyPictures learned, GreyPictures heldOut) = all.Split(all.Count / HeldOutOf, SplitSeed);
        GreyEmbeddingOptions usual = plan.Choose(new GreyEmbeddingOptions(), GreyEmbeddingOptions.Tiny);
        (GreyImageEncoderOptions model, GreyEmbeddingOptions options) = OptionSettings.Apply(
            new GreyEmbeddingCheckpoint(plan.Tiny ? GreyImageEncoderOptions.Tiny : GreyImageEncoderOptions.Default, usual with { Metric = metric ?? usual.Metric }), settings);
        (_, GreyPictures gallery) = learned.Split(Math.Min(plan.Tiny ? 100 : ValidationGallery, learned.Count), SplitSeed);
        (_, GreyPictures queries) = heldOut.Split(Math.Min(plan.Tiny ? 50 : heldOut.Count, heldOut.Count), SplitSeed);
        using var trainer = new GreyEmbeddingTrainer(learned, model, options, run, plan.Resume);
        trainer.Run(new GreyEmbeddingValidation(gallery, queries).Score, progress: progress, cancellation: cancellation);
    }

    /// <summary>Measures a run on the 10,000 test pictures, their neighbours looked for among the 60,000 of the training side.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The data folder.</param>
    public static NeighbourClasses Measure(RunFolder run, string data)
    {
        using GreyEmbeddingModel model = GreyEmbeddingCheckpoint.Load(run);
        return new GreyEmbeddingValidation(GreyPictures.Load(data, "train"), GreyPictures.Load(data, "t10k")).Measure(model);
    }
}
