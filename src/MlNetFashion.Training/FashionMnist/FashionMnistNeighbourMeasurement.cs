using System.Globalization;
using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>The classes of nearest neighbours.</summary>
/// <param name="model">What was measured.</param>
/// <param name="found">What was found.</param>
sealed class FashionMnistNeighbourMeasurement(string model, NeighbourClasses found) : Measurement
{
    public override string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"nearest neighbours of {found.Queries:N0} test pictures among {found.Gallery:N0}: "
            + $"the nearest is of the same class for {found.OneNearestAccuracy:F4}, precision@{found.K} {found.PrecisionAtK:F4}\n");

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("model", model);
        json.WriteNumber("queries", found.Queries);
        json.WriteNumber("gallery", found.Gallery);
        json.WriteNumber("oneNearestAccuracy", found.OneNearestAccuracy);
        json.WriteNumber("precision10", found.PrecisionAtK);
    }
}
