using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train fashion-mnist-classifier</c>.</summary>
static class TrainFashionMnistClassifierCommand
{
    public static Command Make(Terminal terminal) => TrainSubcommand.Make(terminal, TrainingRecipes.FashionMnistClassifier, [], _ => new FashionMnistPlan(),
        "train fashion-mnist-classifier --data shared/data", "export runs/fashion-mnist-classifier --out measures");
}
