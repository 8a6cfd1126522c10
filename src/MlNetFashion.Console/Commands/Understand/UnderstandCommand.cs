using System.CommandLine;
using System.Globalization;
using MlNetFashion.Answers;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Storage;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion understand</c>: what is read out of a request.</summary>
static class UnderstandCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "The request; without it, and without --image, each line of standard input is one.");
        Option<string?> image = SharedOptions.Path("--image", "FILE", "A picture: what it shows is read, too, by the models' attribute reader.");
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("understand",
            "Show what is read out of a request: garments, colours, patterns, and what is to change or to be kept away; and out of a picture: "
            + "kind, colour and whom it is for.",
            "understand \"jeans and a white shirt, no stripes\"",
            "understand \"a chartreuse dress\" --models onnx", "understand --image mine.jpg", "understand \"in red\" --image mine.jpg",
            "understand --json < requests.txt")
        {
            text, image, lexicon, models, device, json,
        }.Does((parsed, cancellation) =>
        {
            FashionLexicon? meanings = SharedOptions.Meanings(parsed.GetValue(lexicon));
            using FashionPipeline? pipeline = Load(parsed.GetValue(models), SharedOptions.Running(parsed.GetValue(device)), meanings);
            string[] words = parsed.GetValue(text) ?? [];
            if (parsed.GetValue(image) is { } path)
            {
                SeenAttribute[] seen = Look(pipeline, path);
                if (parsed.GetValue(json))
                    terminal.WriteJson(SeenLine.Of(path, seen), AnswerJson.Default.SeenLine);
                else
                    WriteText(terminal, path, seen);
                if (words.Length == 0)
                    return ExitCode.Done;
            }

            QueryUnderstanding understanding = pipeline?.Understanding ?? (meanings is null ? QueryUnderstanding.Default : new QueryUnderstanding(meanings));
            foreach (string line in words.Length > 0 ? [string.Join(' ', words)] : TextLines.OfStandardInput())
            {
                cancellation.ThrowIfCancellationRequested();
                UnderstoodQuery understood = understanding.Read(line);
                if (parsed.GetValue(json))
                    terminal.WriteJson(UnderstoodLine.Of(understood), AnswerJson.Default.UnderstoodLine);
                else
                    terminal.WriteEscapes(new UnderstoodText(understood, terminal.Screen.Profile.Capabilities.Ansi).Write());
            }

            return ExitCode.Done;
        });
    }

    // The models that come with the tool may be missing: the lexicon alone reads, too.
    static FashionPipeline? Load(string? folder, OnnxScorerOptions running, FashionLexicon? lexicon) =>
        folder is not null || Presence.OfFile(Path.Combine(FashionModels.DefaultFolder, ModelManifest.FileName))
            ? FashionPipeline.Load(folder, running, lexicon) : null;

    static SeenAttribute[] Look(FashionPipeline? pipeline, string path)
    {
        RgbImage picture = QueryPicture.Load(path)!;
        return pipeline?.Models.Has(ModelRole.AttributeReader) == true
            ? pipeline.ReadPictures(pipeline.EmbedImages([picture]))[0]
            : throw new InvalidDataException(
                $"A picture is read by an {ModelContract.Of(ModelRole.AttributeReader).File}, "
                    + $"but {(pipeline is null ? "there are no models" : $"\"{pipeline.Models.Folder}\" has none")}. " +
                "Name a folder that has one with --models, such as onnx of the repository.");
    }

    static void WriteText(Terminal terminal, string path, SeenAttribute[] seen)
    {
        terminal.Output.WriteLine(SafeText.OneLine(Path.GetFileName(path)));
        foreach (SeenAttribute attribute in seen)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {attribute.Kind,-9} {attribute.Value}  {attribute.Confidence:0.00}"));
    }
}
