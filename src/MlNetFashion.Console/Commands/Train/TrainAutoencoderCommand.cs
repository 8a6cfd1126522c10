using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Autoencoder;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train autoencoder</c>.</summary>
static class TrainAutoencoderCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> from = SharedOptions.Path("--from", "RUN", "The run of an autoencoder whose weights it starts from. [default: random weights]");
        return TrainSubcommand.Make(terminal, TrainingRecipes.Autoencoder, [from], parsed => new AutoencoderPlan { From = parsed.GetValue(from) },
            "train autoencoder --data shared/data",
            "train autoencoder --data shared/data --from runs/autoencoder --with Training.Learns=Decoder --out runs/decoder");
    }
}
