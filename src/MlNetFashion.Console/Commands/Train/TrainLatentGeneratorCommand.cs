using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.LatentGenerator;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train latent-generator</c>.</summary>
static class TrainLatentGeneratorCommand
{
    public static Command Make(Terminal terminal)
    {
        string usual = Path.Combine("runs", TrainingRecipes.Autoencoder.Name);
        Option<string?> autoencoder = SharedOptions.Path("--autoencoder", "RUN", $"The run of the autoencoder in whose latents it draws. [default: {usual}]");
        Option<string?> encoders = SharedOptions.Path("--encoders", "DIR", "A run of encoders or a folder of models whose queries it draws. [default: "
            + "the models that come with the tool]");
        Option<string?> from = SharedOptions.Path("--from", "RUN", "The run of a latent generator whose weights it starts from. [default: random weights]");
        Option<string?> former = SharedOptions.Path("--former", "RUN", "The run of the encoders whose queries the generator of --from draws: it learns to read "
            + "those of --encoders instead, and draws as before. No autoencoder is needed. [default: it learns from pictures]");
        return TrainSubcommand.Make(terminal, TrainingRecipes.LatentGenerator, [autoencoder, encoders, from, former], parsed => new LatentGeneratorPlan
        {
            Autoencoder = parsed.GetValue(autoencoder) ?? usual,
            Encoders = parsed.GetValue(encoders),
            From = parsed.GetValue(from),
            Former = parsed.GetValue(former),
        },
        "train latent-generator --autoencoder runs/autoencoder --data shared/data",
        "train latent-generator --from runs/latent-generator --with Training.Guidance=2 --with Generator.Guidance=1 --out runs/guided",
        "train latent-generator --from shipped/generator --former shipped/encoders --encoders runs/text --out runs/generator");
    }
}
