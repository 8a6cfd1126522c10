using System.CommandLine;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Generator.Choice;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure pairs</c>: pages for a blind choice between two generators.</summary>
static class MeasurePairsCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> judged = new("NEW") { Description = "The folder of models whose generator is judged." };
        Argument<string> beside = new("OLD") { Description = "The folder of models that it is compared with." };
        Option<string?> output = SharedOptions.Path("--out", "DIR", "Where the pages go: a new folder.", required: true);
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets with products, for requests with a photo. [default: see fashion data list]");
        Option<int> rounds = SharedOptions.Number("--rounds", 2, 1, "How often each of the thirty requests is drawn, with other noise each time.");
        Option<int> seed = SharedOptions.Seed();
        return new ToolCommand("pairs", "Draw the same requests with two generators, in an order that tells nothing. Whoever chooses looks at the pages alone, "
            + "and writes A, B or same for each pair into choices.csv; key.json says which is which.",
            "measure pairs onnx old-models --out pages --data shared/data")
        {
            judged, beside, output, data, rounds, seed,
        }.Does((parsed, cancellation) =>
        {
            string folder = parsed.GetValue(output)!;
            int pairs = terminal.Work("Drawing", null, meter => BlindPages.Write(parsed.GetValue(judged)!, parsed.GetValue(beside)!, folder,
                parsed.GetValue(data) ?? DataFolder.Find(), parsed.GetValue(rounds), parsed.GetValue(seed), doing => meter.Report(0, doing), cancellation));
            terminal.Output.WriteLine($"{pairs} pairs are in \"{folder}\". Fill in {Path.Combine(folder, BlindPages.Choices)}, then: fashion measure verdict {folder}");
            return ExitCode.Done;
        });
    }
}
