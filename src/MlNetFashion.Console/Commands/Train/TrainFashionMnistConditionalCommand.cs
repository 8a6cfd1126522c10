using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.FashionMnist;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train fashion-mnist-conditional</c>.</summary>
static class TrainFashionMnistConditionalCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> loss = WordOption.Make("--loss", "What generator and discriminator play for. [default: hinge]", FashionMnistConditionalPlan.Losses.All);
        return TrainSubcommand.Make(terminal, TrainingRecipes.FashionMnistConditional, [loss], parsed =>
            new FashionMnistConditionalPlan { Loss = FashionMnistConditionalPlan.Losses.Find(parsed.GetValue(loss)) },
            "train fashion-mnist-conditional --data shared/data", "train fashion-mnist-conditional --loss wasserstein --out runs/wasserstein");
    }
}
