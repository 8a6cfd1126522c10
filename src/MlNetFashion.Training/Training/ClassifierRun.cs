using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train fashion-mnist-classifier</c>: pictures, trainer and validation put together.</summary>
public static class ClassifierRun
{
    /// <summary>Pictures of the 60,000 that are not learned from; choices are made by them, so that the 10,000 of the test stay unseen.</summary>
    public const int HeldOut = 5000;

    // Which are held out must not follow from a run's seed: runs of several seeds are compared by them.
    const int SplitSeed = 1;

    /// <summary>Trains the classifier on Fashion-MNIST.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="tiny">The preset for tests, seconds instead of minutes.</param>
    /// <param name="steps">Optimiser steps; null for the preset's.</param>
    /// <param name="seed">Everything random follows from it, but for which pictures are held out.</param>
    /// <param name="resume">Goes on from the run's checkpoint.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(string data, RunFolder run, bool tiny, int? steps, int seed, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        (GreyPictures learned, GreyPictures heldOut) = GreyPictures.Load(data, "train").Split(HeldOut, SplitSeed);
        ClassifierTrainingOptions options = (tiny ? ClassifierTrainingOptions.Tiny : new ClassifierTrainingOptions()) with { Seed = seed };
        options = options with { Steps = steps ?? options.Steps };
        using var trainer = new ClassifierTrainer(learned, tiny ? FashionMnistClassifierOptions.Tiny : FashionMnistClassifierOptions.Default, options, run, resume);
        trainer.Run(new ClassifierValidation(heldOut).Score, progress, cancellation);
    }
}
