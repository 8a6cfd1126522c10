using System.CommandLine;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

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
            string folder = parsed.GetValue(output)!;
            if (File.Exists(folder))
                throw new ArgumentException($"\"{folder}\" is a file, but models are written into a folder. Choose another name with --out.");
            // All runs are one change: an error or a stop in the midst of it leaves the models as they were.
            using var set = new ModelSetDraft(folder);
            var written = new List<ExportedModel>();
            foreach (string run in parsed.GetValue(runs)!)
            {
                cancellation.ThrowIfCancellationRequested();
                RunFolder opened = RunFolder.Open(run);
                written.AddRange(terminal.Work($"Exporting {run}", null, _ => TrainingRecipes.Of(opened).Export(opened, set)));
            }

            cancellation.ThrowIfCancellationRequested();
            set.Commit();
            // Of two runs of one role the last one counts.
            foreach (ExportedModel model in written.Where(model => File.Exists(Path.Combine(folder, model.File))))
                Show(terminal, Path.Combine(folder, model.File), model.Parity, parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    static void Show(Terminal terminal, string path, ParityReport? parity, bool asJson)
    {
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
