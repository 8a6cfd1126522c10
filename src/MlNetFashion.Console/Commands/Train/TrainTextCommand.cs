using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.TextTuning;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train text</c>.</summary>
static class TrainTextCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", $"The run of encoders that is tuned. [default: {EncodersRun.Usual}]");
        Option<string?> pretrained = SharedOptions.Path("--pretrained", "RUN",
            "The run of pretraining that the text encoder starts from. [default: the encoders' own weights]");
        var fresh = new Option<bool>("--fresh") { Description = "The text encoder starts from random weights; what --pretrained is to be compared with." };
        return TrainSubcommand.Make(terminal, TrainingRecipes.Text, [encoders, pretrained, fresh], parsed => new TextPlan
        {
            Encoders = parsed.GetValue(encoders) ?? EncodersRun.Usual,
            Pretrained = parsed.GetValue(pretrained),
            Fresh = parsed.GetValue(fresh),
        },
        "train text --encoders runs/embedding --out runs/text",
        "train text --encoders runs/embedding --pretrained runs/pretraining --out runs/pretrained-text");
    }
}
