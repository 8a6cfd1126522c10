using System.CommandLine;
using MlNetFashion.Training;
using MlNetFashion.Training.Generator;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train generator</c>.</summary>
static class TrainGeneratorCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", $"The run of encoders that it draws for. [default: {EncodersRun.Usual}]");
        Option<string?> from = SharedOptions.Path("--from", "RUN", "The run of a generator whose weights it starts from. [default: random weights]");
        string strategies = string.Join("; ", GeneratorStrategy.All.Select(known => $"{known.Name}: {known.Summary}"));
        Option<string?> strategy = WordOption.Make("--strategy", $"How it is trained. {strategies}. [default: {GeneratorStrategy.Default.Name}]",
            [.. GeneratorStrategy.All.Select(known => known.Name)]);
        return TrainSubcommand.Make(terminal, TrainingRecipes.Generator, [encoders, from, strategy], parsed => new GeneratorPlan
        {
            Encoders = parsed.GetValue(encoders) ?? EncodersRun.Usual,
            From = parsed.GetValue(from),
            Strategy = GeneratorStrategy.All.FirstOrDefault(known => known.Name == parsed.GetValue(strategy)),
        },
        "train generator --encoders runs/text --out runs/generator",
        "train generator --encoders runs/text --strategy wasserstein --preset small --out runs/wasserstein-generator",
        "train generator --encoders runs/text --preset large --out runs/large-generator",
        "train generator --encoders runs/text --from runs/generator --with Training.TripletWeight=1 --out runs/triplets");
    }
}
