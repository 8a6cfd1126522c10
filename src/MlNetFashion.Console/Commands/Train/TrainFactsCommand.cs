using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Facts;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train facts</c>.</summary>
static class TrainFactsCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", $"The run of encoders that is taken. [default: {EncodersRun.Usual}]");
        return TrainSubcommand.Make(terminal, TrainingRecipes.Facts, [encoders],
            parsed => new FactPlan { Encoders = parsed.GetValue(encoders) ?? EncodersRun.Usual }, "train facts --encoders runs/embedding --out runs/facts");
    }
}
