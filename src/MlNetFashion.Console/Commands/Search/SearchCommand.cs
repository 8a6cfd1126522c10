using System.CommandLine;
using System.Globalization;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion search</c>: the command line; <see cref="Search"/> does the work.</summary>
static class SearchCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "What you look for, or what should be different from the picture.");
        Option<string[]> image = SharedOptions.Paths("--image", "FILE",
            "A picture of what you look for, or of what you want another one of; of several, each counts the same.");
        Option<QueryTerm[]> more = TermOption.Make("--more", 1, "There should be more of it; may be given several times. W is its weight, 1 if not said."),
            less = TermOption.Make("--less", -1, "There should be less of it.");
        Option<string?> index = SharedOptions.Path("--index", "DIR",
            "The index to search, or the address of a catalogue in a store: garnet://host:port/NAME or postgres://user:password@host/db?catalogue=NAME. "
                + "[default: the sample catalogue, drawn and indexed on first use]");
        Option<int> top = SharedOptions.Number("--top", 10, 1, "How many items.");
        Option<SearchBy> by = SharedOptions.By();
        var where =
            new Option<string[]>("--where")
            {
                Description = "Only items with these attributes; may be given several times, all have to hold.",
                HelpName = "\"COLUMN=VALUE\""
            };
        Option<string[]> boost = AnswerOptions.Boost();
        Option<bool> group = AnswerOptions.Group();
        var page = new Option<int?>("--page") { Description = "The page of so many items, from 1.", HelpName = "N" };
        Option<int> skip = SharedOptions.Number("--skip", 0, 0, "Answers that are passed over; for programs that count themselves.");
        var facets =
            new Option<string[]>("--facets")
            {
                Description = "Count the values of these attributes, such as colour or brand, over all items that have what is asked.",
                HelpName = "ATTRIBUTE",
                AllowMultipleArgumentsPerToken = true
            };
        Option<bool> all = new("--all") { Description = "Show every item by itself; else near-duplicates are shown once, except with --json and --queries." };
        Option<bool> fold = new("--fold") { Description = "Give near-duplicates once with --json and --queries, too." };
        var diverse = new Option<float?>("--diverse")
        {
            Description = "How unlike each other the first ten answers are to be, 0 to 1. [default: "
                + "0.6 for a picture without words in a fused search, 0 for all else]",
            HelpName = "SHARE",
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                if (float.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out float share) && share is >= 0 and <= 1)
                    return share;
                result.AddError($"--diverse is a number from 0 to 1, but \"{given}\" is none");
                return null;
            },
        };
        Option<bool> why =
            new("--why")
            {
                Description = "Tell below each item what each part of the query gave, and which attributes are as asked. "
                    + "A score is their sum: cosines by their weights, at most 1, and what attributes and terms add to it, so that it may be above 1. "
                    + "--json always tells why."
            };
        Option<bool> literal = SharedOptions.Literal();
        Option<string?> queries = SharedOptions.Path("--queries", "FILE.jsonl", "Answer a file of queries instead, with one JSON line each.");
        Option<bool> json = SharedOptions.Json();
        Option<string?> picture = SharedOptions.Png("--picture", "OUT.png",
            "Where the contact sheet goes. [default: last-search.png in the cache folder; none with --json]");
        Option<string?> models = SharedOptions.Models();
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        return new ToolCommand("search", "Find the items nearest to words, a picture, or a picture and what should be different about it.",
            "search \"a red striped dress\"",
            "search \"this, but in blue\" --image dress.jpg --index my-index",
            "search --image dress.jpg --diverse 0.8",
            "search \"running shoes\" --index my-index --where \"gender=Women\" --top 20 --picture shoes.png",
            "search \"a dress\" --more floral --less black=2 --why",
            "search \"a dress, not black, it must be cotton\" --index my-index",
            "search \"running shoes\" --index my-index --boost \"stock>0\" --boost -price --group --page 2",
            "search --index my-index --where \"brand=Puma,price<50\" --boost year",
            "search \"a red dress\" --index garnet://10.0.0.1:6379/shop",
            "search --queries questions.jsonl --index my-index > answers.jsonl")
        {
            text, image, more, less, index, top, page, skip, by, where, boost, group, facets, all, fold, diverse, why, literal, queries, json, picture,
                models, lexicon, device, int8,
        }.Does((parsed, cancellation) =>
        {
            string[] words = parsed.GetValue(text) ?? [];
            string[] conditions = parsed.GetValue(where) ?? [];
            if (parsed.GetValue(page) is < 1)
                throw new ArgumentException($"--page is a whole number, 1 or more, but {parsed.GetValue(page)} was given.");
            var options = new SearchOptions
            {
                Top = parsed.GetValue(top),
                Skip = parsed.GetValue(skip) + ((parsed.GetValue(page) ?? 1) - 1) * parsed.GetValue(top),
                Boosts = AnswerOptions.Boosts(parsed.GetValue(boost)),
                GroupVariants = parsed.GetValue(group),
                Facets = [.. (parsed.GetValue(facets) ?? [])
                    .SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
                By = parsed.GetValue(by),
                Understand = parsed.GetValue(literal) ? null : UnderstandingWeights.Default,
                FoldFrom = Folds(parsed.GetValue(all), parsed.GetValue(fold), parsed.GetValue(json) || parsed.GetValue(queries) is not null)
                    ? SearchOptions.NearDuplicate : null,
                Diversity = parsed.GetValue(diverse),
                Where = conditions.Length == 0 ? null : AttributeFilter.Parse(conditions),
            };
            var request = new SearchRequest(
                words.Length == 0 ? null : string.Join(' ', words), parsed.GetValue(image) ?? [],
                    [.. parsed.GetValue(more) ?? [], .. parsed.GetValue(less) ?? []],
                parsed.GetValue(queries), parsed.GetValue(index),
                    parsed.GetValue(models), parsed.GetValue(lexicon),
                    SharedOptions.Running(parsed.GetValue(device), parsed.GetValue(int8)), options, parsed.GetValue(why), parsed.GetValue(json),
                    parsed.GetValue(picture));
            return new Search(terminal, request).Run(cancellation);
        });
    }

    // A person wants ten different things; a program, and who evaluates, the whole ranking.
    static bool Folds(bool all, bool fold, bool forPrograms) => all && fold
        ? throw new ArgumentException("--all and --fold say opposite things. Leave one of them out.")
        : fold || (!all && !forPrograms);
}
