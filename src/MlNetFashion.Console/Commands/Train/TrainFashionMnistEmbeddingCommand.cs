using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train fashion-mnist-embedding</c>.</summary>
static class TrainFashionMnistEmbeddingCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> metric = WordOption.Make("--metric", "What brings pictures of one class together. [default: proxies]",
            FashionMnistEmbeddingPlan.Metrics.All);
        return TrainSubcommand.Make(terminal, TrainingRecipes.FashionMnistEmbedding, [metric], parsed =>
            new FashionMnistEmbeddingPlan { Metric = FashionMnistEmbeddingPlan.Metrics.Find(parsed.GetValue(metric)) },
            "train fashion-mnist-embedding --data shared/data",
            "train fashion-mnist-embedding --metric semi-hard --with Training.Batch=160 --out runs/semi-hard");
    }
}
