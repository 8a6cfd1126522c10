using System.Globalization;
using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>What was measured of a generator of Fashion-MNIST pictures.</summary>
/// <param name="plan">What was asked.</param>
/// <param name="measures">What was found.</param>
/// <param name="score">How well a classifier does that learned from drawn pictures alone; null where none was trained.</param>
sealed class FashionMnistMeasurement(MeasurePlan plan, FashionMnistMeasures measures, ClassificationAccuracyScore? score) : Measurement
{
    public override string ToText()
    {
        string text = $"{measures.Frechet.ToText()}\n{measures.Copying.ToText()}\n";
        if (measures.Accuracy is { } accuracy)
            text += $"classes that were asked for: {accuracy.ToText()}";
        if (measures.Diversity is { } diversity)
            text += diversity.ToText() + "\n"
                + string.Concat(diversity.Queries.Select(query =>
                    string.Create(CultureInfo.InvariantCulture, $"  {query.Query}: {query.Distance:F3}, real {query.RealDistance:F3}\n")));
        return score is null ? text : $"{text}{score.ToText()}\n";
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("model", plan.Model);
        json.WriteNumber("count", measures.Count);
        json.WriteNumber("seed", plan.Seed);
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
    }
}
