using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>Measures generators of garments, on products and on the sample catalogue.</summary>
/// <param name="recipe">Makes them.</param>
sealed class GarmentMeasure(TrainingRecipe recipe) : ModelMeasure
{
    const int UsualCount = 500;

    // Families of four drawings, of seeds that generators learn from: twice as many pictures as the
    // sample catalogue has, so that most of its pairs of kind and colour come ten times.
    const int DrawnFamilies = 1000;

    const int SampleCount = 2000;

    public override string What => "generators of garments";

    public override IReadOnlyList<string> Options { get; } = ["--classifier", "--data", "--models", "--on", "--count", "--best-of", "--seed", "--picture", "--device"];

    public override IEnumerable<Measurement> Measure(MeasurePlan plan, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        using var classifier = new FeatureClassifier(plan.RequireClassifier(RecipeNames.GarmentClassifier), plan.Running?.CudaDevice());
        using MeasuredGenerator generator = MeasuredGenerator.Open(plan.Model, plan.Encoders, recipe, plan.Running);
        var all = new List<GarmentMeasurement>();
        foreach (MeasuredCatalogue catalogue in (MeasuredCatalogue[])[MeasuredCatalogue.Products, MeasuredCatalogue.Sample])
        {
            if (plan.Catalogue != MeasuredCatalogue.Both && plan.Catalogue != catalogue)
                continue;
            all.Add(MeasureOn(catalogue == MeasuredCatalogue.Sample, plan, classifier, generator, progress, cancellation));
            yield return all[^1];
        }

        if (plan.Picture is { } picture)
            GarmentMeasurement.Failures(all).Save(picture);
    }

    static GarmentMeasurement MeasureOn(bool sample, MeasurePlan plan, FeatureClassifier classifier, MeasuredGenerator generator, Action<string>? progress,
        CancellationToken cancellation)
    {
        progress?.Invoke("reading real pictures");
        (GarmentPhotos learned, GarmentPhotos heldOut) = sample
            ? (GarmentPhotos.Load(TrainingCatalogues.Drawings(DrawnFamilies, variants: 3)), GarmentPhotos.Load(SampleCatalogue.Draw(SampleCount)))
            : (GarmentPhotos.Load(TrainingCatalogues.RequireProducts(plan.Data, heldOut: false)),
                GarmentPhotos.Load(TrainingCatalogues.RequireProducts(plan.Data, heldOut: true)));
        var evaluator = new GarmentEvaluator(classifier, sample ? QueryVocabulary.Sample : QueryVocabulary.Products, learned, heldOut, cancellation);
        GarmentMeasures measures = evaluator.Measure(generator.Encoders, Painter(1).Draw, Painter(plan.BestOf).Draw, plan.Count ?? UsualCount, plan.Seed,
            progress, cancellation);
        return new GarmentMeasurement(plan, sample ? "sample catalogue" : "products", evaluator, measures);

        QueryPainter Painter(int bestOf) => new(generator.Encoders, generator.Models, drawings: sample, bestOf);
    }
}
