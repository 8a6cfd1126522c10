using MlNetFashion.Catalogues;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train garment-classifier</c>: photos, trainer and validation put together.</summary>
public static class GarmentClassifierRun
{
    /// <summary>Trains the classifier on the training side of products, and scores it on the side that is held out.</summary>
    /// <param name="plan">How; the tiny preset learns from drawings.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <exception cref="FileNotFoundException">The data folder has no products.</exception>
    public static void Train(RunPlan plan, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        GarmentPhotos learned, heldOut;
        if (plan.Tiny)
            (learned, heldOut) = (GarmentPhotos.Load(TrainingCatalogues.Drawings(families: 50, variants: 3)), GarmentPhotos.Load(SampleCatalogue.Draw(50)));
        else
            (learned, heldOut) = (Photos(plan.Source, heldOut: false), Photos(plan.Source, heldOut: true));
        int classes = learned.Classes.Count;
        GarmentClassifierTrainingOptions options = plan.Choose(new GarmentClassifierTrainingOptions(), GarmentClassifierTrainingOptions.Tiny);
        using var trainer = new GarmentClassifierTrainer(learned, plan.Tiny ? GarmentClassifierOptions.Tiny(classes) : GarmentClassifierOptions.Default(classes), options, run, plan.Resume);
        trainer.Run(new GarmentClassifierValidation(heldOut).Score, progress: progress, cancellation: cancellation);
    }

    /// <summary>The photos of products, one side.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="heldOut">Which side.</param>
    /// <exception cref="FileNotFoundException">The data folder has no products.</exception>
    public static GarmentPhotos Photos(string? data, bool heldOut) => GarmentPhotos.Load((data is null ? null : TrainingCatalogues.Products(data, heldOut))
        ?? throw new FileNotFoundException($"The kinds of garments are learned and measured with photos of products, but {(data is null ? "no folder of data sets was found" : $"\"{data}\" has none")}. Name another folder with --data; fashion data list says what is needed."));
}
