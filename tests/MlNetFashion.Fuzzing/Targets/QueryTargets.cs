using MlNetFashion.Conversations;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool.Commands;
using MlNetFashion.Transforms;

namespace MlNetFashion.Fuzzing;

/// <summary>What is asked, and what was answered: files of queries and runs, filters, conversations.</summary>
static class QueryTargets
{
    const string Queries =
        """{"id": "q1", "text": "a red dress", "image": "a.png", "relevant": ["1001", "1002"], "kind": "change", "reference": "1003", "protocol": "own", """
        + """ "gallery": "gallery.txt", "images": ["b.png"], "terms": {"black": -1, "cotton": 0.5}}""" + "\n"
        + """{"id": "q2", "text": "blue", "slices": {"length": "short", "colour": ["blue"]}}""" + "\n";

    public static IEnumerable<FuzzTarget> All()
    {
        byte[] queries = System.Text.Encoding.UTF8.GetBytes(Queries);
        yield return new FuzzTarget("queries", [queries], QueryFile()) { IsJson = true };
        yield return new FuzzTarget("query-lines", [queries], Lines()) { IsJson = true };
        yield return new FuzzTarget("run-file", [Scratch.Made(path => RetrievalRunFile.Write(path, ARun()))], RunFile()) { IsJson = true };
        yield return new FuzzTarget("filter", ["colour=red|blue,price<20"u8.ToArray(), "price=10..20,brand!=x"u8.ToArray(), "year>=2012"u8.ToArray()],
            Filter)
        { Tokens = ["=", "!=", "<", ">=", "..", "|", ",", "\\", "€"] };
        yield return new FuzzTarget("index-reference", ["10\nabc\n/folder"u8.ToArray()], Reference);
        yield return Conversation();
    }

    static RetrievalRun ARun() => new()
    {
        Protocol = "own",
        QueriesSha256 = new string('a', 64),
        GallerySha256 = new string('b', 64),
        Gallery = 100,
        Depth = 50,
        Cutoffs = [1, 10],
        DuplicatesAsOne = true,
        Search = "fused",
        HasLearnedItems = false,
        Queries = [new RunQuery("q1", "change", new QueryScore(2, [3, 7])), new RunQuery("q2", null, new QueryScore(1, []))],
    };

    static Func<byte[], string> QueryFile()
    {
        Scratch scratch = new(), again = new();
        return input =>
        {
            RetrievalQuery[] read = [.. RetrievalQueryFile.Read(scratch.Write("queries.jsonl", input))];
            Answers.Require(read.SelectMany(query => query.Terms).All(term => float.IsFinite(term.Weight)), "a weight is infinite");
            Answers.Require(read.Select(query => query.Id).Distinct().Count() == read.Length, "two queries have one id");
            // What was read can be written and is read as the same.
            RetrievalQueryFile.Write(again["queries.jsonl"], read);
            string answer = Text(read);
            Answers.Require(Text(RetrievalQueryFile.Read(again["queries.jsonl"])).Replace(again.Path, scratch.Path) == answer,
                "what is written and read again is another");
            return answer;
        };

        static string Text(IEnumerable<RetrievalQuery> queries) => string.Join('\n', queries.Select(query =>
            $"{query.Id} {query.Text} {query.Image} {string.Join(',', query.Relevant)} {query.Kind} {query.Reference} {query.Protocol} {query.Gallery} "
                + $"{string.Join(',', query.MoreImages)} {string.Join(',', query.Terms)}"));
    }

    static Func<byte[], string> Lines()
    {
        var scratch = new Scratch();
        return input =>
        {
            QueryLine[] lines = [.. QueryLine.Read(scratch.Write("queries.jsonl", input))];
            foreach (QueryLine line in lines)
                Answers.Require(line.Reason is null || Refusal.Fault(line.Reason) is null, line.Reason ?? "");
            return string.Join('\n', lines.Select(line => $"{line.Number} {line.Id} {line.Text} {line.Image} {line.Reason} {string.Join(',', line.Terms)}"));
        };
    }

    static Func<byte[], string> RunFile()
    {
        Scratch scratch = new(), again = new();
        return input =>
        {
            var run = RetrievalRun.Load(scratch.Write("run.jsonl", input));
            RetrievalRunFile.Write(again["run.jsonl"], run);
            byte[] written = File.ReadAllBytes(again["run.jsonl"]);
            RetrievalRunFile.Write(again["run.jsonl"], RetrievalRun.Load(again["run.jsonl"]));
            Answers.Require(written.AsSpan().SequenceEqual(File.ReadAllBytes(again["run.jsonl"])), "what is written and read again is another");
            return Answers.Of(written);
        };
    }

    static string Filter(byte[] input)
    {
        string text = System.Text.Encoding.UTF8.GetString(input);
        return $"{AttributeFilter.Parse(text)} {NumberText.Read(text)}";
    }

    static string Reference(byte[] input)
    {
        var reference = IndexReference.Parse(System.Text.Encoding.UTF8.GetString(input));
        Answers.Require(IndexReference.Parse(reference.ToString()) == reference, "what is written and read again is another");
        return reference.ToString();
    }

    static FuzzTarget Conversation()
    {
        var pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        Catalogues.CatalogueItem[] items = [.. Enumerable.Range(0, 6).Select(i =>
            SmallIndex.Item($"id{i}", $"{(i % 2 == 0 ? "Red" : "Blue")} dress {i}", ("colour", i % 2 == 0 ? "Red" : "Blue")))];
        var index = EmbeddingIndex.Create(pipeline.Describe("talk"), items, SmallIndex.Vectors(items.Length, Columns.EmbeddingDimension, 5));
        Conversation start = Conversations.Conversation.Start(pipeline, index);
        byte[][] corpus = [.. ((Conversation[])[start, start.Say("a red dress"), start.Say("a red dress").Say("more like the second one, but not blue")
            .Say("cheaper")]).Select(talk => System.Text.Encoding.UTF8.GetBytes(talk.ToJson()))];
        return new FuzzTarget("conversation", corpus, input =>
        {
            var talk = Conversations.Conversation.FromJson(System.Text.Encoding.UTF8.GetString(input), pipeline, index);
            string json = talk.ToJson();
            Answers.Require(Conversations.Conversation.FromJson(json, pipeline, index).ToJson() == json, "what is written and read again is another");
            return $"{json} {string.Join(',', talk.Say("without stripes").Results.Select(found => found.Id))}";
        })
        {
            IsJson = true,
            Executions = 150,
            Tokens = ["Garment", "Without", "\"like\":[\"id1\"]", "\"picture\":[1,2]"],
        };
    }
}
