namespace MlNetFashion.Training.FashionMnist;

/// <summary>The run behind <c>fashion train fashion-mnist-classifier</c>: pictures, trainer and validation put together.</summary>
public static class FashionMnistClassifierRecipe
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
        FashionMnistPictures all = FashionMnistPictures.Load(data, "train");
        (FashionMnistPictures learned, FashionMnistPictures heldOut) = all.Split(all.Count - LearnedOf(all.Count), SplitSeed);
        FashionMnistClassifierTrainingOptions options = plan.Choose(new FashionMnistClassifierTrainingOptions(), FashionMnistClassifierTrainingOptions.Tiny);
        using var trainer = new FashionMnistClassifierTrainer(learned, plan.Tiny ? FashionMnistClassifierOptions.Tiny : FashionMnistClassifierOptions.Default, options, run, plan.Resume);
        trainer.Run(new FashionMnistClassifierValidation(heldOut).Score, progress: progress, cancellation: cancellation);
    }
}
