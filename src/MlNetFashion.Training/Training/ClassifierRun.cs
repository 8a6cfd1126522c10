using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train fashion-mnist-classifier</c>: pictures, trainer and validation put together.</summary>
public static class ClassifierRun
{
    // 5,000 of the 60,000 are not learned from: choices are made by them, so that the 10,000 of the test stay unseen.
    const int HeldOutOf = 12;

    // Which are held out must not follow from a run's seed: runs of several seeds are compared by them.
    const int SplitSeed = 1;

    /// <summary>How many of so many pictures are learned from.</summary>
    public static int LearnedOf(int pictures) => pictures - pictures / HeldOutOf;

    /// <summary>Trains the classifier on Fashion-MNIST.</summary>
    /// <param name="plan">How; the data folder is read with the tiny preset, too, and which pictures are held out does not follow from the seed.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, string data, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        GreyPictures all = GreyPictures.Load(data, "train");
        (GreyPictures learned, GreyPictures heldOut) = all.Split(all.Count - LearnedOf(all.Count), SplitSeed);
        ClassifierTrainingOptions options = plan.Choose(new ClassifierTrainingOptions(), ClassifierTrainingOptions.Tiny);
        using var trainer = new ClassifierTrainer(learned, plan.Tiny ? FashionMnistClassifierOptions.Tiny : FashionMnistClassifierOptions.Default, options, run, plan.Resume);
        trainer.Run(new ClassifierValidation(heldOut).Score, progress: progress, cancellation: cancellation);
    }
}
