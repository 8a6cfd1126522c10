using System.CommandLine;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.HuggingFace;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion import bert</c>: a Hugging Face folder to our text encoder.</summary>
static class ImportBertCommand
{
    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder of an uncased BERT: config.json, vocab.txt, model.safetensors." };
        folder.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0')))
                result.AddError($"FOLDER needs a path, but \"{result.Tokens[0].Value}\" is none");
        });
        Option<string?> output = SharedOptions.Path("--out", "DIR", "The folder of models; those of other roles stay in it.", required: true);
        Option<TextPooling> pooling = SharedOptions.Choice("--pooling", "How the tokens' states become one vector: their mean, or the state of [CLS].",
            ("mean", TextPooling.Mean), ("cls", TextPooling.Cls));
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("bert",
            "Write a BERT of Hugging Face's as our text encoder in ONNX, with its vocabulary, "
            + "compared with TorchSharp and refused when it differs by more than 1e-4.",
            "import bert bert-base-uncased --out my-models", "import bert bert-base-uncased --out my-models --pooling cls")
        {
            folder, output, pooling, json,
        }.Does((parsed, _) =>
        {
            Import(terminal, parsed.GetValue(folder)!, parsed.GetValue(output)!, parsed.GetValue(pooling), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    static void Import(Terminal terminal, string folder, string output, TextPooling pooling, bool asJson)
    {
        TorchLibrary.EnsureLoaded();
        (BertOptions sizes, ExportedModel made) = terminal.Work($"Importing {folder}", null, _ => Write(folder, output, pooling));
        string path = Path.Combine(output, made.File);
        ParityReport? parity = made.Parity;
        long bytes = new FileInfo(path).Length;
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteString("file", path);
                json.WriteNumber("bytes", bytes);
                json.WriteNumber("layers", sizes.Layers);
                json.WriteNumber("embeddingDimension", sizes.HiddenSize);
                json.WriteNumber("largestDifference", parity?.LargestAbsolute ?? 0);
            });
        }
        else
            terminal.Output.WriteLine($"{path}, {bytes:N0} bytes, {sizes.Layers} layers, embeddings of {sizes.HiddenSize} numbers; {parity}");
    }

    static (BertOptions Sizes, ExportedModel Made) Write(string folder, string output, TextPooling pooling)
    {
        PretrainedBert bert = BertFolder.Load(folder);
        using var encoder = new TextEncoder(bert.Model, pooling, embeddingDimension: null);
        encoder.eval();
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var provenance = new ModelProvenance($"fashion import bert {name} --pooling {pooling.ToString().ToLowerInvariant()}", $"trained elsewhere: {name}", 0,
            0, new Dictionary<string, double>());
        return (bert.Model.Options, ModelSetDraft.Change(output, set => new ModelExport(set, provenance).TextEncoder(encoder, bert.Vocabulary)));
    }
}
