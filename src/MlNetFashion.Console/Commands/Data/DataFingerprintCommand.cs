using System.CommandLine;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Storage;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion data fingerprint</c>: what models learned from, for those whose run did not write it down.</summary>
static class DataFingerprintCommand
{
    public static ToolCommand Make(Terminal terminal)
    {
        var folder = new Argument<string>("MODELS") { Description = "The folder of models, such as onnx of the repository." };
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets that they were trained with. [default: see fashion data list]");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("fingerprint",
            "Write into models.json which items models learned from, where their runs did not: "
            + "found from the data sets that models.json names and from the rule that holds items out, and marked as found afterwards.",
            "data fingerprint onnx --data shared/data")
        {
            folder, data, json,
        }.Does((parsed, cancellation) =>
        {
            string source = parsed.GetValue(data) ?? DataFolder.Find()
                ?? throw new ArgumentException("No folder of data sets is known. Name the one that the models were trained with: "
                + $"--data DIR, or {DataFolder.Variable}.");
            if (!Presence.OfFolder(source))
                throw new DirectoryNotFoundException($"There is no folder \"{source}\" (looked for {Path.GetFullPath(source)}). Check --data.");
            Write(terminal, parsed.GetValue(folder)!, source, parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    static void Write(Terminal terminal, string folder, string data, bool asJson, CancellationToken cancellation)
    {
        ModelManifest manifest = ModelManifest.Read(folder);
        var found = new Dictionary<(string, bool), LearnedItems?>();
        foreach (ModelFile model in manifest.Models)
        {
            var added = new List<LearnedItems>();
            foreach (string name in TrainingCheck.TrainingSplits(model).Where(name => model.Learned?.Any(learned => learned.Catalogue == name) != true))
            {
                cancellation.ThrowIfCancellationRequested();
                bool rowsAlone = model.Role == ModelRole.TextTagger;
                if (!found.TryGetValue((name, rowsAlone), out LearnedItems? items))
                    found.Add((name, rowsAlone), items = terminal.Work($"Reading {name}", null, _ => LearnedRecord.Afterwards(name, data, rowsAlone)));
                if (items is not null)
                    added.Add(items);
                else
                    terminal.Note($"{model.File} learned from {name}, which \"{data}\" lacks: no fingerprint of it was added.");
            }

            if (added.Count > 0)
                manifest = manifest.With(model with { Learned = LearnedItems.Join([.. model.Learned ?? [], .. added]) });
            Report(terminal, manifest.Find(model.Role)!, added.Count, asJson);
        }

        manifest.Write(folder);
    }

    static void Report(Terminal terminal, ModelFile model, int added, bool asJson)
    {
        if (!asJson)
        {
            terminal.Output.WriteLine($"{model.File}: {added} {(added == 1 ? "fingerprint" : "fingerprints")} "
                + $"added; {(model.Learned is { Count: > 0 } learned ? string.Join("; ", learned) : "it has none")}");
            return;
        }

        terminal.WriteJson(json =>
        {
            json.WriteString("file", model.File);
            json.WriteNumber("added", added);
            json.WriteStartArray("learned");
            foreach (LearnedItems learned in model.Learned ?? [])
                json.WriteStringValue($"{learned}");
            json.WriteEndArray();
        });
    }
}
