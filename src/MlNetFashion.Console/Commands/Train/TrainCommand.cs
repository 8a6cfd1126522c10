using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train</c>: makes the models again, a subcommand for each recipe.</summary>
static class TrainCommand
{
    public static Command Make(Terminal terminal) =>
        new ToolCommand("train", "Train a model with TorchSharp. Ctrl+C writes a checkpoint; --resume goes on from it.",
        "train embedding --data shared/data --out runs/embedding",
        "train generator --encoders runs/embedding --out runs/generator",
        "train fashion-mnist-gan --data shared/data",
        "train embedding --preset tiny --steps 10 --out runs/try")
    {
        TrainPretrainingCommand.Make(terminal),
        TrainEmbeddingCommand.Make(terminal),
        TrainFactsCommand.Make(terminal),
        TrainTextCommand.Make(terminal),
        TrainComposerCommand.Make(terminal),
        TrainAutoencoderCommand.Make(terminal),
        TrainLatentGeneratorCommand.Make(terminal),
        TrainGeneratorCommand.Make(terminal),
        TrainTaggerCommand.Make(terminal),
        TrainGarmentClassifierCommand.Make(terminal),
        TrainFashionMnistGanCommand.Make(terminal),
        TrainFashionMnistConditionalCommand.Make(terminal),
        TrainFashionMnistClassifierCommand.Make(terminal),
        TrainFashionMnistEmbeddingCommand.Make(terminal),
    };
}
