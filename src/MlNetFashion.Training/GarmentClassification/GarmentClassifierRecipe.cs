using MlNetFashion.Catalogues;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>The run behind <c>fashion train garment-classifier</c>: photos, trainer and validation put together.</summary>
public static class GarmentClassifierRecipe
{
    // Beside 32,500 photos: enough to know drawings by, few enough for photos to come first.
    const int DrawnFamilies = 1500;

    const int SampleCount = 500;

    /// <summary>Trains the classifier on the training side of products and on drawings, and scores it on the side that is held out and on the sample catalogue.</summary>
    /// <param name="plan">How; the tiny preset learns from drawings alone.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <exception cref="FileNotFoundException">The data folder has no products.</exception>
    public static void Train(RunPlan plan, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        IEnumerable<CatalogueEntry> drawings = TrainingCatalogues.Drawings(plan.Tiny ? 50 : DrawnFamilies, variants: 3);
        GarmentPhotos learned = GarmentPhotos.Load(plan.Tiny ? drawings : drawings.Concat(Products(plan.Source, heldOut: false)));
        var onDrawings = new GarmentClassifierValidation(GarmentPhotos.Load(SampleCatalogue.Draw(plan.Tiny ? 50 : SampleCount)));
        GarmentClassifierValidation? onPhotos = plan.Tiny ? null : new GarmentClassifierValidation(Photos(plan.Source, heldOut: true));
        int classes = learned.Classes.Count;
        GarmentClassifierTrainingOptions options = plan.Choose(new GarmentClassifierTrainingOptions(), GarmentClassifierTrainingOptions.Tiny);
        using var trainer = new GarmentClassifierTrainer(learned, plan.Tiny ? GarmentClassifierOptions.Tiny(classes) : GarmentClassifierOptions.Default(classes), options, run, plan.Resume);
        trainer.Run(Score, progress: progress, cancellation: cancellation);

        Dictionary<string, double> Score(GarmentClassifier model)
        {
            var scores = new Dictionary<string, double>(onPhotos?.Score(model) ?? new Dictionary<string, double>());
            foreach ((string name, double value) in onDrawings.Score(model))
                scores[$"drawn.{name}"] = value;
            return scores;
        }
    }

    /// <summary>The photos of products, one side.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="heldOut">Which side.</param>
    /// <exception cref="FileNotFoundException">The data folder has no products.</exception>
    public static GarmentPhotos Photos(string? data, bool heldOut) => GarmentPhotos.Load(Products(data, heldOut));

    static IEnumerable<CatalogueEntry> Products(string? data, bool heldOut) => (data is null ? null : TrainingCatalogues.Products(data, heldOut))
        ?? throw new FileNotFoundException($"The kinds of garments are learned and measured with photos of products, but {(data is null ? "no folder of data sets was found" : $"\"{data}\" has none")}. Name another folder with --data; fashion data list says what is needed.");
}
