using System.CommandLine;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion chat</c>: the command line; <see cref="Chat"/> does the work.</summary>
static class ChatCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> index = SharedOptions.Path("--index", "DIR", "The index to search. [default: the sample catalogue, drawn and indexed on first use]");
        Option<string?> image = SharedOptions.Path("--image", "FILE", "A picture to begin with: what you look for is like it.");
        Option<int> top = SharedOptions.Number("--top", 10, 1, "How many items at a time.");
        var where =
            new Option<string[]>("--where")
            {
                Description = "Only items with these attributes; may be given several times, all have to hold.",
                HelpName = "\"COLUMN=VALUE\""
            };
        Option<string[]> boost = AnswerOptions.Boost();
        Option<bool> group = AnswerOptions.Group();
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("chat", "Search in a conversation: each line of standard input changes what was wanted before. /help tells what can be said.",
            "chat --index my-index",
            "chat --image dress.jpg",
            "chat --index my-index --json < session.txt")
        {
            index, image, top, where, boost, group, models, lexicon, device, int8, json,
        }.Does((parsed, cancellation) =>
        {
            OnnxScorerOptions running = SharedOptions.Running(parsed.GetValue(device), parsed.GetValue(int8));
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models), running,
                SharedOptions.Meanings(parsed.GetValue(lexicon)));
            RgbImage? shown = QueryPicture.Load(parsed.GetValue(image));
            using EmbeddingIndex searched = parsed.GetValue(index) is { } folder ? EmbeddingIndex.Open(folder)
                : terminal.SampleIndex(pipeline).Open(cancellation);
            var options = new SearchOptions
            {
                Top = parsed.GetValue(top),
                FoldFrom = SearchOptions.NearDuplicate,
                Pictures = ChatScreen.PicturesShown,
                Where = parsed.GetValue(where) is { Length: > 0 } conditions ? AttributeFilter.Parse(conditions) : null,
                Boosts = AnswerOptions.Boosts(parsed.GetValue(boost)),
                GroupVariants = parsed.GetValue(group),
            };
            foreach (string note in options.Where?.Notes(searched) ?? [])
                terminal.Note(note);
            ChatScreen screen = new(terminal, searched, parsed.GetValue(json));
            return new Chat(terminal, screen).Run(pipeline, searched, options, shown, cancellation);
        });
    }
}
