using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train pretraining</c>.</summary>
static class TrainPretrainingCommand
{
    public static Command Make(Terminal terminal) => TrainSubcommand.Make(terminal, TrainingRecipes.Pretraining, [], _ => new RunPlan(),
        "train pretraining --data shared/data --out runs/pretraining", "train embedding --pretrained runs/pretraining --out runs/embedding");
}
