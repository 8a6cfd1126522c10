using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>Trains the classifier that the generator's pictures are measured by,
/// and scores it on the split that is held out and on the sample catalogue.</summary>
sealed class GarmentClassifierRecipe : TrainingRecipe<RunPlan, GarmentClassifierRunOptions, GarmentClassifier>
{
    // Beside 32,500 photos: enough to know drawings by, few enough for photos to come first.
    const int DrawnFamilies = 1500, TinyFamilies = 50;

    const int SampleCount = 500, TinySampleCount = 50;

    internal GarmentClassifierRecipe()
        : base("tells kinds of garment apart: what the generator's pictures are measured by", GarmentClassifierRunOptions.Checkpoint)
    {
    }

    /// <inheritdoc/>
    public override string NextStep(string run) => $"Make an ONNX file of it, to measure with, by: fashion export {run} --out measures";

    private protected override GarmentClassifierRunOptions Usual(RunPlan plan, RunFolder? resumed)
    {
        IReadOnlyList<string> classes = GarmentKinds.Names;
        return new GarmentClassifierRunOptions(plan.IsTiny ? GarmentClassifierOptions.Tiny(classes.Count)
            : GarmentClassifierOptions.Default(classes.Count), classes,
            plan.Choose(new GarmentClassifierTrainingOptions(), GarmentClassifierTrainingOptions.Tiny));
    }

    private protected override TrainingOptions TrainingOf(GarmentClassifierRunOptions options) => options.Training;

    private protected override void Train(RunPlan plan, GarmentClassifierRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        IEnumerable<CatalogueEntry> drawings = TrainingCatalogues.Drawings(plan.IsTiny ? TinyFamilies : DrawnFamilies, variants: 3);
        GarmentPhotos learned = GarmentPhotos.Load(plan.IsTiny ? drawings : drawings.Concat(TrainingCatalogues.RequireProducts(plan.Source, heldOut: false)));
        var onDrawings = new GarmentClassifierValidation(GarmentPhotos.Load(SampleCatalogue.Draw(plan.IsTiny ? TinySampleCount : SampleCount)));
        GarmentClassifierValidation? onPhotos = plan.IsTiny ? null
            : new GarmentClassifierValidation(GarmentPhotos.Load(TrainingCatalogues.RequireProducts(plan.Source, heldOut: true)));
        using var trainer = new GarmentClassifierTrainer(learned, options.Model, options.Training, run, plan.Resume);
        trainer.Run(Score, progress: progress, cancellation: cancellation);

        Dictionary<string, double> Score(GarmentClassifier model)
        {
            var scores = new Dictionary<string, double>(onPhotos?.Score(model) ?? new Dictionary<string, double>());
            foreach ((string name, double value) in onDrawings.Score(model))
                scores[$"drawn.{name}"] = value;
            return scores;
        }
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, GarmentClassifier model,
        GarmentClassifierRunOptions options, RunFolder run) =>
    [
        export.Plain($"{Name}.onnx", model, [ExampleInputs.Picture(channels: 3, GarmentPhotos.Side)], [FeatureClassifier.Logits, FeatureClassifier.Features],
            new KeyValuePair<string, string>(FeatureClassifier.ClassesEntry, string.Join(", ", options.Classes))),
    ];

    private protected override IEnumerable<string> DataSets(RunPlan plan) => [DataSetNames.Products];

    private protected override void Check(RunPlan plan)
    {
        base.Check(plan);
        if (!plan.IsTiny)
            TrainingCatalogues.RequireProducts(plan.Source, heldOut: false);
    }
}
