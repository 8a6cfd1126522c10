using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Composer;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train composer</c>.</summary>
static class TrainComposerCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> composer = WordOption.Make("--composer",
            "How picture and words become one query; gated is the shipped one, and text, image and sum are baselines that learn nothing. [default: gated]",
            ComposerPlan.Composers.All);
        Option<string?> encoders = SharedOptions.Path("--encoders", "DIR",
            "A run of encoders or a folder of models. [default: the models that come with the tool]");
        Option<string[]> photos =
            new("--photos")
            {
                Description = "Folders or archives of Fashion IQ's photos, named by id, whose captions are then learned from, too.",
                HelpName = "SOURCE"
            };
        return TrainSubcommand.Make(terminal, TrainingRecipes.Composer, [composer, encoders, photos], parsed => new ComposerPlan
        {
            Composer = ComposerPlan.Composers.Find(parsed.GetValue(composer)) ?? ComposerKind.Gated,
            Encoders = parsed.GetValue(encoders),
            Photos = parsed.GetValue(photos) ?? [],
        },
        "train composer --composer tirg --data shared/data --out runs/tirg");
    }
}
