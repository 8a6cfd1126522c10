using System.CommandLine;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.HuggingFace;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion import bert</c>: a Hugging Face folder to our text encoder.</summary>
static class ImportBertCommand
{
    const int MostNamed = 5;

    public static Command Make(Terminal terminal)
    {
        var folder =
            new Argument<string>("FOLDER")
            {
                Description = "The folder of an uncased BERT: config.json, vocab.txt or tokenizer.json, model.safetensors or several files with their index."
            };
        folder.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0')))
                result.AddError($"FOLDER needs a path, but \"{result.Tokens[0].Value}\" is none");
        });
        Option<string?> output = SharedOptions.Path("--out", "DIR", "The folder of models; those of other roles stay in it.", required: true);
        Option<TextPooling?> pooling = SharedOptions.OptionalChoice("--pooling",
            "How the tokens' states become one vector: their mean, or the state of [CLS]. [default: as FOLDER/1_Pooling says, else mean]",
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

    static void Import(Terminal terminal, string folder, string output, TextPooling? asked, bool asJson)
    {
        TorchLibrary.EnsureLoaded();
        TextPooling pooling = asked ?? BertFolder.Pooling(folder) ?? TextPooling.Mean;
        (BertOptions sizes, ExportedModel made, IReadOnlyList<string> leftAside) =
            terminal.Work($"Importing {folder}", null, _ => Write(folder, output, pooling));
        if (leftAside.Count > 0)
        {
            string more = leftAside.Count > MostNamed ? $" and {leftAside.Count - MostNamed:N0} more" : "";
            terminal.Note($"Beside the BERT the file holds {string.Join(", ", leftAside.Take(MostNamed).Select(SafeText.OneLine))}{more}; "
                + "they were left aside.");
        }

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
                json.WriteString("pooling", pooling.ToString().ToLowerInvariant());
                json.WriteNumber("largestDifference", parity?.LargestAbsolute ?? 0);
            });
        }
        else
            terminal.Output.WriteLine($"{path}, {bytes:N0} bytes, {sizes.Layers} layers, "
                + $"embeddings of {sizes.HiddenSize} "
                + $"numbers, {(pooling == TextPooling.Cls ? "the state of [CLS]" : "the mean of the tokens' states")}; {parity}");
    }

    static (BertOptions Sizes, ExportedModel Made, IReadOnlyList<string> LeftAside) Write(string folder, string output, TextPooling pooling)
    {
        PretrainedBert bert = BertFolder.Load(folder);
        using var encoder = new TextEncoder(bert.Model, pooling, embeddingDimension: null);
        encoder.eval();
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var provenance = new ModelProvenance($"fashion import bert {name} --pooling {pooling.ToString().ToLowerInvariant()}", $"trained elsewhere: {name}", 0,
            0, new Dictionary<string, double>());
        ExportedModel made = ModelSetDraft.Change(output, set => new ModelExport(set, provenance).TextEncoder(encoder, bert.Vocabulary));
        return (bert.Model.Options, made, bert.LeftAside);
    }
}
