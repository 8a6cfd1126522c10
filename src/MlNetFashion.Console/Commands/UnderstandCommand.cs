using System.CommandLine;
using MlNetFashion.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion understand</c>: what is read out of a request.</summary>
static class UnderstandCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "The request; without it, each line of standard input is one.");
        Option<string?> lexicon = SharedOptions.Path("--lexicon", "FILE", "What words mean. [default: the shipped lexicon]");
        Option<string?> models = SharedOptions.Models();
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("understand", "Show what is read out of a request: garments, colours, patterns, and what is to change or to be kept away.",
            "understand \"jeans and a white shirt, no stripes\"", "understand \"a chartreuse dress\" --models onnx", "understand --json < requests.txt")
        {
            text, lexicon, models, json,
        }.Does((parsed, cancellation) =>
        {
            FashionLexicon meanings = parsed.GetValue(lexicon) is { } path ? FashionLexicon.Load(path) : FashionLexicon.Default;
            using FashionModels? tagger = Models(parsed.GetValue(models));
            QueryUnderstanding understanding = tagger is null ? new QueryUnderstanding(meanings) : new QueryUnderstanding(meanings, tagger);
            foreach (string line in parsed.GetValue(text) is { Length: > 0 } words ? [string.Join(' ', words)] : TextLines.OfStandardInput())
            {
                cancellation.ThrowIfCancellationRequested();
                UnderstoodQuery understood = understanding.Read(line);
                if (parsed.GetValue(json))
                    WriteJson(terminal, understood);
                else
                    new UnderstoodText(understood, terminal.Screen.Profile.Capabilities.Ansi).WriteTo(terminal.Output);
            }

            return ExitCode.Done;
        });
    }

    // The models that come with the tool may be missing: the lexicon alone reads, too.
    static FashionModels? Models(string? folder) => folder is not null || File.Exists(Path.Combine(FashionModels.DefaultFolder, ModelManifest.FileName)) ? FashionModels.Load(folder) : null;

    static void WriteJson(Terminal terminal, UnderstoodQuery understood) => terminal.WriteJson(json =>
    {
        json.WriteString("text", understood.Text);
        json.WriteStartArray("findings");
        for (int item = 0; item < understood.Items.Count; item++)
        {
            foreach (QueryFinding finding in understood.Items[item].Findings)
            {
                json.WriteStartObject();
                json.WriteString("kind", finding.Kind.ToString());
                json.WriteString("value", finding.Value);
                json.WriteString("change", finding.Change.ToString());
                json.WriteNumber("start", finding.Start);
                json.WriteNumber("length", finding.Length);
                json.WriteNumber("item", item);
                json.WriteBoolean("required", finding.IsRequired);
                json.WriteString("source", finding.Source.ToString());
                json.WriteNumber("confidence", Math.Round(finding.Confidence, 3));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    });
}
