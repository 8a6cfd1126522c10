using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train embedding</c>.</summary>
static class TrainEmbeddingCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", "The run of encoders that it starts from. [default: random weights]");
        Option<string?> pretrained = SharedOptions.Path("--pretrained", "RUN",
            "The run of pretraining that the text encoder starts from. [default: random weights]");
        Option<string?> metric = WordOption.Make("--metric", "What brings pictures of one kind together. [default: batch-hard]", EmbeddingPlan.Metrics.All);
        return TrainSubcommand.Make(terminal, TrainingRecipes.Embedding, [encoders, pretrained, metric], parsed => new EmbeddingPlan
        {
            Encoders = parsed.GetValue(encoders),
            Pretrained = parsed.GetValue(pretrained),
            Metric = EmbeddingPlan.Metrics.Find(parsed.GetValue(metric)),
        },
        "train embedding --data shared/data --out runs/embedding",
        "train embedding --pretrained runs/pretraining --out runs/embedding",
        "train embedding --preset tiny --steps 10 --out runs/try",
        "train embedding --out runs/embedding --resume");
    }
}
