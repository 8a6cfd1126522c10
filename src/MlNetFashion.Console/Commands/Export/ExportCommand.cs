using System.CommandLine;
using MlNetFashion.Onnx;
using MlNetFashion.Training;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion export</c>: trained runs to a folder of ONNX models.</summary>
static class ExportCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> runs = SharedOptions.Words("RUN", "Folders of fashion train.", least: 1);
        Option<string?> output = SharedOptions.Path("--out", "DIR", "The folder of models; those of other roles stay in it.", required: true);
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("export", "Write trained models as ONNX, each compared with TorchSharp and refused when it differs by more than 1e-4.",
            "export runs/embedding runs/generator --out onnx", "export runs/fashion-mnist-conditional --out grey")
        {
            runs, output, json,
        }.Does((parsed, cancellation) =>
        {
            foreach (string run in parsed.GetValue(runs)!)
            {
                cancellation.ThrowIfCancellationRequested();
                Export(terminal, run, parsed.GetValue(output)!, parsed.GetValue(json));
            }

            return ExitCode.Done;
        });
    }

    static void Export(Terminal terminal, string run, string folder, bool asJson)
    {
        RunFolder opened = RunFolder.Open(run);
        foreach ((string file, ParityReport? parity) in terminal.Work($"Exporting {run}", null, _ => TrainingRecipes.Of(opened).Export(opened, folder)))
        {
            string path = Path.Combine(folder, file);
            if (asJson)
            {
                terminal.WriteJson(json =>
                {
                    json.WriteString("file", path);
                    json.WriteNumber("bytes", new FileInfo(path).Length);
                    json.WriteNumber("largestDifference", parity?.LargestAbsolute ?? 0);
                });
            }
            else
                terminal.Output.WriteLine($"{path}, {new FileInfo(path).Length:N0} bytes; {parity}");
        }
    }
}
