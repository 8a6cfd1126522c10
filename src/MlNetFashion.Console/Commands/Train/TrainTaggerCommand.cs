using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Tagger;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train tagger</c>.</summary>
static class TrainTaggerCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> pretrained = SharedOptions.Path("--pretrained", "RUN", "The run of pretraining that it starts from. [default: random weights]");
        return TrainSubcommand.Make(terminal, TrainingRecipes.Tagger, [pretrained], parsed => new TaggerPlan { Pretrained = parsed.GetValue(pretrained) },
            "train tagger --pretrained runs/pretraining --out runs/tagger");
    }
}
