using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train garment-classifier</c>.</summary>
static class TrainGarmentClassifierCommand
{
    public static Command Make(Terminal terminal) => TrainSubcommand.Make(terminal, TrainingRecipes.GarmentClassifier, [], _ => new RunPlan(),
        "train garment-classifier --data shared/data", "export runs/garment-classifier --out measures");
}
