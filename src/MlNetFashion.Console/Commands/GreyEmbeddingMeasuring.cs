using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure</c> of an embedding of Fashion-MNIST pictures.</summary>
static class GreyEmbeddingMeasuring
{
    /// <summary>Whether a run is one.</summary>
    public static bool IsRun(string? model) => Directory.Exists(model) && File.Exists(new RunFolder(model).CheckpointFile(FashionMnistEmbeddingRunOptions.WeightsFile));

    public static void Measure(Terminal terminal, string run, string data, bool asJson)
    {
        TorchLibrary.EnsureLoaded();
        NeighbourClasses found = terminal.Work($"Measuring {run}", null, _ => FashionMnistEmbeddingRecipe.Measure(new RunFolder(run), data));
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("model", run);
                json.WriteNumber("queries", found.Queries);
                json.WriteNumber("gallery", found.Gallery);
                json.WriteNumber("oneNearestAccuracy", found.OneNearestAccuracy);
                json.WriteNumber("precision10", found.PrecisionAtK);
            });
        }
        else
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"nearest neighbours of {found.Queries:N0} test pictures among {found.Gallery:N0}: the nearest is of the same class for {found.OneNearestAccuracy:F4}, precision@{found.K} {found.PrecisionAtK:F4}"));
        }
    }
}
