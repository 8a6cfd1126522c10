using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train fashion-mnist-gan</c>.</summary>
static class TrainFashionMnistGanCommand
{
    public static Command Make(Terminal terminal) =>
        TrainSubcommand.Make(terminal, TrainingRecipes.FashionMnistGan, [], _ => new FashionMnistPlan(), "train fashion-mnist-gan --data shared/data");
}
