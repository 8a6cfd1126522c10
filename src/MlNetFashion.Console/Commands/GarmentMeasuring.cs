using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Generator.Measuring;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure</c> of a generator of garments.</summary>
static class GarmentMeasuring
{
    // Families of four drawings, of seeds that generators learn from: twice as many pictures as the sample catalogue has, so that most of its pairs of kind and colour come ten times.
    const int DrawnFamilies = 1000;

    const int SampleCount = 2000;

    public static void Measure(Terminal terminal, GarmentMeasureRequest request, bool asJson, CancellationToken cancellation)
    {
        using var classifier = new FeatureClassifier(request.Classifier);
        using MeasuredGenerator generator = MeasuredGenerator.Open(request.Model, request.Encoders);
        var failures = new List<(string Catalogue, IReadOnlyList<JudgedPicture> Pictures)>();
        foreach (MeasuredCatalogue catalogue in (ReadOnlySpan<MeasuredCatalogue>)[MeasuredCatalogue.Products, MeasuredCatalogue.Sample])
        {
            if (request.Catalogue != MeasuredCatalogue.Both && request.Catalogue != catalogue)
                continue;
            bool isSample = catalogue == MeasuredCatalogue.Sample;
            string name = isSample ? "sample catalogue" : "products";
            (GarmentEvaluator yardstick, GarmentMeasures measures) = terminal.Work($"Measuring on {name}", null, meter =>
            {
                meter.Report(0, "reading real pictures");
                (GarmentPhotos learned, GarmentPhotos heldOut) = isSample
                    ? (GarmentPhotos.Load(TrainingCatalogues.Drawings(DrawnFamilies, variants: 3)), GarmentPhotos.Load(SampleCatalogue.Draw(SampleCount)))
                    : (GarmentClassifierRecipe.Photos(request.Data, heldOut: false), GarmentClassifierRecipe.Photos(request.Data, heldOut: true));
                var made = new GarmentEvaluator(classifier, isSample ? QueryVocabulary.Sample : QueryVocabulary.Products, learned, heldOut, cancellation);
                return (made, made.Measure(generator.Encoders, Painter(1).Draw, Painter(request.BestOf).Draw, request.Count, request.Seed, doing => meter.Report(0, doing), cancellation));
            });

            QueryPainter Painter(int bestOf) => new(generator.Encoders, generator.Models, drawings: isSample, bestOf);
            failures.Add((name, measures.Pictures));
            if (asJson)
                GarmentReport.WriteJson(terminal, request, name, yardstick, measures);
            else
                terminal.Output.Write(GarmentReport.ToText(request, name, yardstick, measures));
        }

        if (request.Picture is { } picture)
            GarmentReport.Failures(failures).Save(picture);
    }
}
