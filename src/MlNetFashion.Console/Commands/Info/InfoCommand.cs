using System.CommandLine;
using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion info</c>: what is in an ONNX model or an index, or how a run of <c>fashion train</c> went.</summary>
static class InfoCommand
{
    // The rest is small and, but for --text, of no interest.
    const int LargestShown = 12;

    public static Command Make(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx|INDEX|RUN")
        {
            Description = "An ONNX model, ours or another, or the folder of an index, or of a run of fashion train.",
        };
        var text =
            new Option<bool>("--text")
            {
                Description = "Of a model: print every input, weight and node on a line of its own, so that two models can be compared with diff."
            };
        Option<string?> picture = SharedOptions.Png("--picture", "FILE.png",
            "Of a generator's run: write what it drew on the way, a column for each of up to ten steps.");
        var verify = new Option<bool>("--verify") { Description = "Of an index: read all of its files and compare them with their checksums." };
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("info",
            "Show an ONNX model: inputs, outputs, operators, parameters, metadata, and its largest weights. Or an index: its items and "
            + "segments. Or a run of fashion train: its command, data, step and last figures.",
            "info onnx/text-encoder.onnx", "info onnx/generator.onnx --text > generator.txt", "info my-index --verify",
            "info runs/generator --picture progress.png")
        {
            model, text, picture, verify, json,
        }.Does((parsed, cancellation) =>
        {
            string path = parsed.GetValue(model)!;
            bool isIndex = EmbeddingIndex.Exists(path);
            if (parsed.GetValue(verify) && !isIndex)
                throw new ArgumentException($"--verify checks an index, but \"{path}\" is none. Leave it out, or name the folder of an index.");
            if (Presence.OfFolder(path))
            {
                if (parsed.GetValue(text))
                    throw new ArgumentException($"--text prints a model, but \"{path}\" is a folder. Leave it out, or name a file of it.");
                if (isIndex && parsed.GetValue(picture) is null)
                {
                    new IndexInfo(terminal).Show(path, parsed.GetValue(verify), parsed.GetValue(json), cancellation);
                    return ExitCode.Done;
                }

                if (Presence.OfFile(Path.Combine(path, ModelManifest.FileName)))
                    throw new ArgumentException($"\"{path}\" is a folder of models, and one of its files is shown at a time. Name one of: "
                        + $"{string.Join(", ", ModelManifest.Read(path).Models.Select(each => Path.Combine(path, each.File)))}.");
                new RunInfo(terminal).Show(path, parsed.GetValue(picture), parsed.GetValue(json));
                return ExitCode.Done;
            }

            if (!Presence.OfFile(path))
                throw new FileNotFoundException($"There is no model, no index and no run \"{path}\" (looked for {Path.GetFullPath(path)}). "
                    + "Name an .onnx file, or the folder of an index or of a run of fashion train.", path);
            if (parsed.GetValue(picture) is not null)
                throw new ArgumentException($"--picture shows how a generator learned, but \"{path}\" is no folder of a run. Name the run, or leave it out.");
            OnnxModel read = OnnxModel.Load(path);
            if (parsed.GetValue(json))
                terminal.WriteJson(line => WriteJson(line, path, read));
            else
                terminal.Output.Write(parsed.GetValue(text) ? read.ToText() : $"{read}{Weights(read)}");
            return ExitCode.Done;
        });
    }

    static string Weights(OnnxModel model)
    {
        InitializerDescription[] largest = [.. model.Initializers.OrderByDescending(weight => weight.Bytes).Take(LargestShown)];
        long all = Math.Max(1, model.Initializers.Sum(weight => weight.Bytes));
        return string.Concat(largest.Select(weight =>
            $"weight    {weight.Bytes,12:N0} bytes {100.0 * weight.Bytes / all,5:F1} %  {Plain(weight.Name)} {weight.Type} "
            + $"({string.Join(", ", weight.Shape)})\n"));
    }

    // Control characters of an untrusted file must not reach a terminal.
    static string Plain(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));

    static void WriteJson(Utf8JsonWriter json, string path, OnnxModel model)
    {
        json.WriteString("file", path);
        json.WriteNumber("bytes", new FileInfo(path).Length);
        json.WriteNumber("parameters", model.ParameterCount);
        json.WriteString("producer", model.Producer);
        WriteTensors(json, "inputs", model.Inputs);
        WriteTensors(json, "outputs", model.Outputs);
        json.WriteStartObject("opsets");
        foreach ((string family, long version) in model.Opsets)
            json.WriteNumber(family.Length == 0 ? "ai.onnx" : family, version);
        json.WriteEndObject();
        json.WriteStartObject("operators");
        foreach ((string name, int count) in model.Operators)
            json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartObject("metadata");
        foreach ((string key, string value) in model.Metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteStartArray("weights");
        foreach (InitializerDescription weight in model.Initializers)
        {
            json.WriteStartObject();
            json.WriteString("name", weight.Name);
            json.WriteString("type", weight.Type.ToString());
            json.WriteString("shape", string.Join(",", weight.Shape));
            json.WriteNumber("bytes", weight.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteTensors(Utf8JsonWriter json, string name, IReadOnlyList<TensorDescription> tensors)
    {
        json.WriteStartArray(name);
        foreach (TensorDescription tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("name", tensor.Name);
            json.WriteString("type", tensor.Type.ToString());
            json.WriteString("shape", string.Join(",", tensor.Shape));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
