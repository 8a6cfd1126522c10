using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure</c> of a generator of Fashion-MNIST pictures.</summary>
static class GreyMeasuring
{
    public static void Measure(Terminal terminal, GreyMeasureRequest request, bool asJson, CancellationToken cancellation)
    {
        (FashionMnistPictures drawn, bool isConditional) = Draw(request, cancellation);
        if (request.ByTraining && !isConditional)
            throw new ArgumentException($"--score-by-training needs a generator that can be asked for a class, but \"{request.Model}\" cannot. Leave it out.");
        using var network = new FeatureClassifier(request.Classifier);
        (FashionMnistMeasures measures, ClassificationAccuracyScore? score) = terminal.Work($"Measuring {request.Model}", null, meter =>
        {
            var yardstick = new FashionMnistEvaluator(network, FashionMnistPictures.Load(request.Data, "train"), FashionMnistPictures.Load(request.Data, "t10k"), cancellation);
            return (yardstick.Measure(drawn, isConditional, cancellation), request.ByTraining ? Score(request, yardstick, drawn, meter, cancellation) : null);
        });
        if (asJson)
            WriteJson(terminal, request, measures, score);
        else
            terminal.Output.Write(ToText(measures, score));
    }

    static (FashionMnistPictures Drawn, bool IsConditional) Draw(GreyMeasureRequest request, CancellationToken cancellation)
    {
        if (!Directory.Exists(request.Model))
        {
            if (!File.Exists(request.Model))
                throw new FileNotFoundException($"There is neither a run nor a file \"{request.Model}\" (looked for {Path.GetFullPath(request.Model)}). Name the folder of a fashion train, or what fashion export made of it.");
            using var generator = new FashionMnistOnnxGenerator(request.Model);
            return (generator.Draw(request.Count, request.Seed, cancellation), generator.IsConditional);
        }

        // A run is measured as it would be exported.
        TorchLibrary.EnsureLoaded();
        return InFolder(folder =>
        {
            string file = RunExport.Write(new RunFolder(request.Model), folder)[0].File;
            using var generator = new FashionMnistOnnxGenerator(Path.Combine(folder, file));
            return (generator.Draw(request.Count, request.Seed, cancellation), generator.IsConditional);
        });
    }

    static ClassificationAccuracyScore Score(GreyMeasureRequest request, FashionMnistEvaluator yardstick, FashionMnistPictures drawn, Meter meter, CancellationToken cancellation)
    {
        TorchLibrary.EnsureLoaded();
        var options = new FashionMnistClassifierTrainingOptions { Seed = request.Seed };
        var progress = new DirectProgress<TrainingProgress>(so => meter.Report(0, $"a classifier learns, step {so.Step:N0} of {so.Steps:N0}"));
        return InFolder(folder => yardstick.ScoreByTraining(drawn, options with { Steps = request.Steps ?? options.Steps }, new RunFolder(folder), progress, cancellation));
    }

    static T InFolder<T>(Func<string, T> work)
    {
        string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string ToText(FashionMnistMeasures measures, ClassificationAccuracyScore? score)
    {
        string text = $"{measures.Frechet.ToText()}\n{measures.Copying.ToText()}\n";
        if (measures.Accuracy is { } accuracy)
            text += $"classes that were asked for: {accuracy.ToText()}";
        if (measures.Diversity is { } diversity)
            text += diversity.ToText() + "\n" + string.Concat(diversity.Queries.Select(query => string.Create(CultureInfo.InvariantCulture, $"  {query.Query}: {query.Distance:F3}, real {query.RealDistance:F3}\n")));
        return score is null ? text : $"{text}{score.ToText()}\n";
    }

    static void WriteJson(Terminal terminal, GreyMeasureRequest request, FashionMnistMeasures measures, ClassificationAccuracyScore? score) => terminal.WriteJson(json =>
    {
        json.WriteString("model", request.Model);
        json.WriteNumber("count", measures.Count);
        json.WriteNumber("seed", request.Seed);
        json.WriteString("network", measures.Frechet.Network.Name);
        json.WriteString("networkSha256", measures.Frechet.Network.Sha256);
        json.WriteNumber("frechetDistance", measures.Frechet.Generated.Distance);
        json.WriteNumber("references", measures.Frechet.Generated.References);
        json.WriteNumber("floor", measures.Frechet.Floor.Distance);
        json.WriteNumber("floorCount", measures.Frechet.Floor.Pictures);
        json.WriteNumber("nearestDistance", measures.Copying.MedianDistance);
        json.WriteNumber("nearestDistanceOfReal", measures.Copying.HeldOutMedianDistance);
        json.WriteNumber("suspects", measures.Copying.Suspects);
        if (measures.Accuracy is { } accuracy)
            json.WriteNumber("conditionalAccuracy", accuracy.Accuracy);
        if (measures.Diversity is { } diversity)
        {
            json.WriteNumber("diversity", diversity.Ratio);
            json.WriteStartObject("diversityByClass");
            foreach (QueryDiversity query in diversity.Queries)
                json.WriteNumber(query.Query, query.Distance / query.RealDistance);
            json.WriteEndObject();
        }

        if (score is not null)
        {
            json.WriteNumber("classificationAccuracyScore", score.ByGenerated.Accuracy);
            json.WriteNumber("accuracyByReal", score.ByReal.Accuracy);
        }
    });
}
