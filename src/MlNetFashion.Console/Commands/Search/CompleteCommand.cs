using System.CommandLine;
using MlNetFashion.Answers;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion complete</c>: how a request that is being typed may go on.</summary>
static class CompleteCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> typed = SharedOptions.Words("PREFIX", "What is typed so far.", least: 1);
        Option<string?> index = SharedOptions.Path("--index", "DIR",
            "The index whose words are proposed. [default: the sample catalogue, drawn and indexed on first use]");
        Option<int> top = SharedOptions.Number("--top", 8, 1, "How many completions.");
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("complete", "Complete what is being typed, by the words of a catalogue and of the lexicon, those with the most items first.",
            "complete lev --index my-index",
            "complete \"red str\" --index my-index --json")
        {
            typed, index, top, models, lexicon, device, json,
        }.Does((parsed, cancellation) =>
        {
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), SharedOptions.Running(parsed.GetValue(device)),
                SharedOptions.Meanings(parsed.GetValue(lexicon)));
            using EmbeddingIndex searched = parsed.GetValue(index) is { } folder ? EmbeddingIndex.Open(folder)
                : terminal.SampleIndex(pipeline).Open(cancellation);
            foreach (Completion completion in pipeline.Complete(string.Join(' ', parsed.GetValue(typed)!), searched, parsed.GetValue(top)))
            {
                if (parsed.GetValue(json))
                    terminal.WriteJson(new CompletionLine(completion.Text, completion.Items), AnswerJson.Default.CompletionLine);
                else
                    terminal.Output.WriteLine($"{completion.Items,9:N0}  {SafeText.OneLine(completion.Text)}");
            }

            return ExitCode.Done;
        });
    }
}
