using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class SearchTests
{
    static readonly string[] s_where = ["--index", SmallCatalogue.Index, "--models", TinyModels.Folder];

    [Test]
    public void The_json_line_holds_what_the_library_answers([Values("fused", "text", "composed", "generated")] string by)
    {
        JsonElement line = Ask("a", "red", "dress", "--json", "--top", "7", "--by", by).Succeeded().Json.Single();
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        Neighbour[] expected =
            [.. pipeline.Ask(new FashionQuery("a red dress"), index, new SearchOptions { Top = 7, By = Enum.Parse<SearchBy>(by, ignoreCase: true) })
                .Neighbours];
        JsonElement[] found = [.. line.GetProperty("neighbours").EnumerateArray()];
        Assert.That(line.EnumerateObject().Select(member => member.Name), Is.EqualTo(["id", "neighbours"]));
        Assert.That(found.Select(item => item.GetProperty("id").GetString()), Is.EqualTo(expected.Select(item => item.Id)));
        Assert.That(found.Select(item => item.GetProperty("title").GetString()), Is.EqualTo(expected.Select(item => item.Item.Title)));
        Assert.That(found.Select(item => item.GetProperty("score").GetSingle()), Is.EqualTo(expected.Select(item => item.Score)).Within(1e-6));
    }

    [Test]
    public void Pages_follow_one_another()
    {
        string[] whole = Ids("a dress", "--top", "12"), second = Ids("a dress", "--top", "4", "--page", "2"),
            skipped = Ids("a dress", "--top", "4", "--skip", "8");
        Assert.That(second, Is.EqualTo(whole[4..8]));
        Assert.That(skipped, Is.EqualTo(whole[8..]));
        Assert.That(Ask("a dress", "--page", "0").ErrorLine, Does.Contain("--page").And.Contain("1 or more"));
        Assert.That(Ask("a dress", "--top", "3", "--page", "2").Succeeded().Output, Does.Contain("\n  4 "), "places go on");
    }

    [Test]
    public void Without_words_what_passes_is_listed_by_no_model()
    {
        using TemporaryFolder empty = new();
        JsonElement line = ToolRun.Of("search", "--index", SmallCatalogue.Index, "--models", empty.Path, "--where", "colour=red", "--top", "1000", "--json")
            .Succeeded().Json.Single();
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        Assert.That(line.GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("id").GetString()),
            Is.EqualTo(Enumerable.Range(0, index.Count).Where(row => index.Item(row).Attributes["colour"] == "red").Select(row => index.Item(row).Id)));
    }

    [Test]
    public void What_comes_first_and_how_much_is_told()
    {
        JsonElement first = Ask("clothes", "--boost", "3*colour=red", "--json").Succeeded().Json.Single().GetProperty("neighbours")[0];
        Assert.That(first.GetProperty("title").GetString(), Does.Contain("red").IgnoreCase);
        JsonElement part = first.GetProperty("why").GetProperty("parts").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == "first: colour=red");
        Assert.That(part.GetProperty("adds").GetSingle(), Is.EqualTo(3 * AttributeBoost.Unit).Within(1e-6));
        Assert.That(Ask("clothes", "--boost", "x*year").ErrorLine, Does.Contain("--boost").And.Contain("weight"));
    }

    [Test]
    public void Facets_of_an_answer_follow_it()
    {
        JsonElement[] lines = Ask("red clothes", "--facets", "garment,colour", "--json").Succeeded().Json;
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[2].GetProperty("attribute").GetString(), Is.EqualTo("colour"));
        Assert.That(lines[2].GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()), Is.EqualTo(["red"]));
    }

    [Test]
    public void What_is_typed_is_completed()
    {
        JsonElement[] lines = ToolRun.Of("complete", "dre", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder, "--json").Succeeded().Json;
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        int dresses = Enumerable.Range(0, index.Count).Count(row => index.Item(row).Title.Contains("dress", StringComparison.OrdinalIgnoreCase));
        Assert.That(lines[0].GetProperty("text").GetString(), Is.EqualTo("dress"));
        Assert.That(lines[0].GetProperty("items").GetInt32(), Is.GreaterThanOrEqualTo(dresses).And.LessThanOrEqualTo(2 * dresses));
    }

    string[] Ids(params string[] asked) =>
        [.. Ask([.. asked, "--json"]).Succeeded().Json.Single().GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    [TestCase("abc")]
    [TestCase("1.5")]
    [TestCase("-0.1")]
    [TestCase("NaN")]
    public void A_share_of_diversity_that_is_none_is_named(string share) =>
        Assert.That(Ask("red dress", "--diverse", share).ErrorLine, Does.Contain("from 0 to 1").And.Contain(share));

    [Test]
    public void Diversity_is_that_of_the_library()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        JsonElement line = Ask("red dress", "--json", "--diverse", "0.9").Succeeded().Json.Single();
        Assert.That(line.GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("id").GetString()),
            Is.EqualTo(pipeline.Ask(new FashionQuery("red dress"), index, new SearchOptions { Diversity = 0.9f }).Neighbours.Select(found => found.Id)));
    }

    [Test]
    public void The_table_has_every_item_that_was_found_with_rank_score_and_why()
    {
        using TemporaryFolder folder = new();
        string shown = Ask("red dress", "--top", "3", "--picture", folder["sheet.png"]).Succeeded().Output;
        JsonElement[] found = [.. Ask("red dress", "--top", "3", "--json").Json.Single().GetProperty("neighbours").EnumerateArray()];
        string[] rows = [.. shown.Split('\n').Where(row => row.Contains("sample-0", StringComparison.Ordinal))];
        Assert.That(rows, Has.Length.EqualTo(3));
        for (int place = 0; place < 3; place++)
        {
            Assert.That(rows[place].TrimStart(), Does.StartWith($"{place + 1} "));
            Assert.That(rows[place], Does.Contain(found[place].GetProperty("id").GetString())
                .And.Contain(found[place].GetProperty("score").GetSingle().ToString("F3")));
        }

        Assert.That(shown, Does.Contain("Words     red dress").And.Contain("0.5 text · 0.5 composed · attributes"));
    }

    [Test]
    public void A_contact_sheet_is_written_where_picture_says_and_its_place_is_told()
    {
        using TemporaryFolder folder = new();
        string sheet = folder["deep/sheet.png"];
        Assert.That(Ask("red dress", "--picture", sheet).Succeeded().Output, Does.Contain(sheet));
        RgbImage picture = RgbImage.Load(sheet);
        Assert.That((picture.Width, picture.Height), Is.GreaterThan((200, 200)).Using<(int, int)>((a, b) => Math.Min(a.Item1 - b.Item1, a.Item2 - b.Item2)));
        Assert.That(Ask("red dress", "--picture", folder["other.png"], "--json").Succeeded().Json, Has.Length.EqualTo(1));
        Assert.That(File.Exists(folder["other.png"]), Is.True);
    }

    [Test]
    public void A_picture_finds_itself([Values("sample-00003", "sample-00007", "sample-00012")] string id)
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        // The usual tiny composer adds a constant, so that a picture alone would be asked with as another vector.
        TinyModels.ReplaceComposer(folder.Path, bias: new float[Columns.EmbeddingDimension]);
        JsonElement line = ToolRun.Of("search", "--index",
            SmallCatalogue.Index, "--models", folder.Path, "--image", Path.Combine(SmallCatalogue.Photos, $"{id}.png"), "--by", "composed",
            "--json", "--top", "5")
            .Succeeded().Json.Single();
        string[] found = [.. line.GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
        Assert.That(found, Has.Length.EqualTo(5).And.Unique);
        Assert.That(found[0], Is.EqualTo(id));
    }

    [Test]
    public void Why_stands_below_each_title_and_in_every_line_of_json()
    {
        using TemporaryFolder folder = new();
        string[] asked = ["a", "red", "dress", "--more", "floral=2", "--less", "black", "--top", "3"];
        string shown = Ask([.. asked, "--why", "--picture", folder["sheet.png"]]).Succeeded().Output;
        JsonElement[] found = [.. Ask([.. asked, "--json"]).Json.Single().GetProperty("neighbours").EnumerateArray()];
        Assert.That(shown, Does.Contain("More      floral (2 times the usual weight)").And.Contain("Less      black"));
        foreach (JsonElement item in found)
        {
            JsonElement why = item.GetProperty("why");
            JsonElement[] parts = [.. why.GetProperty("parts").EnumerateArray()];
            Assert.That(parts.Select(part => part.GetProperty("name").GetString()),
                Is.EqualTo(["text", "composed", "more floral", "less black", "attributes", "words"]));
            Assert.That(parts.Sum(part => part.GetProperty("adds").GetSingle()), Is.EqualTo(item.GetProperty("score").GetSingle()).Within(1e-5));
            CatalogueItem known = SmallCatalogue.Entries.Single(entry => entry.Item.Id == item.GetProperty("id").GetString()).Item;
            JsonElement colour = why.GetProperty("attributes").EnumerateArray().First(match => match.GetProperty("asked").GetString() == "red");
            string[] colours = [known.Attributes["colour"], .. known.Attributes.TryGetValue("secondColour", out string? second) ? [second]
                : Array.Empty<string>()];
            Assert.That((colour.GetProperty("has").GetBoolean(), colour.GetProperty("value").GetString()),
                Is.EqualTo((colours.Contains("red"), string.Join(", ", colours))));
            Assert.That(shown, Does.Contain(parts[3].GetProperty("adds").GetSingle().ToString("+0.000;-0.000")));
        }
    }

    [Test]
    public void Near_duplicates_are_shown_once_to_a_person_and_each_to_a_program()
    {
        using TemporaryFolder folder = new();
        using (FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder))
        {
            // Every picture three times.
            IEnumerable<CatalogueEntry> entries = SmallCatalogue.Entries.Take(10)
                .SelectMany(entry => Enumerable.Range(0, 3)
                    .Select(i => entry with { Item = new CatalogueItem($"{entry.Item.Id}-{i}", entry.Item.Title, entry.Item.Attributes) }));
            new CatalogueIndexer(pictures => pipeline.EmbedImages(pictures)).Build(entries, folder["index"], pipeline.Describe("thrice"), new RejectLog());
        }

        string[] asked = ["search", "red dress", "--top", "4", "--index", folder["index"], "--models", TinyModels.Folder];
        Assert.That(Rows(), Is.EqualTo(4));
        Assert.That(ToolRun.Of([.. asked, "--picture", folder["sheet.png"]]).Output, Does.Match(@", and 2\s[^,]*\balike\b"), "the table breaks long titles");
        Assert.That(ToolRun.Of([.. asked, "--all", "--picture", folder["sheet.png"]]).Output, Does.Not.Contain("alike"));
        Assert.That(Prefixes("--json"), Has.Length.EqualTo(2), "Four answers of two garments.");
        Assert.That(Prefixes("--json", "--fold"), Has.Length.EqualTo(4));
        Assert.That(ToolRun.Of([.. asked, "--json", "--fold"]).Json.Single().GetProperty("neighbours")[0].GetProperty("alike").GetArrayLength(), Is.EqualTo(2));
        Assert.That(ToolRun.Of([.. asked, "--all", "--fold"]).ErrorLine, Does.StartWith("--all and --fold say opposite things."));

        int Rows() => ToolRun.Of([.. asked, "--picture", folder["sheet.png"]]).Succeeded().Output.Split('\n')
            .Count(row => row.Contains("sample-0", StringComparison.Ordinal));
        string[] Prefixes(params string[] more) =>
            [.. ToolRun.Of([.. asked, .. more]).Json.Single().GetProperty("neighbours").EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()![..^2]).Distinct()];
    }

    [Test]
    public void Several_pictures_are_asked_with_together_and_a_wish_alone_is_a_query()
    {
        string[] pictures = [Path.Combine(SmallCatalogue.Photos, "sample-00007.png"), Path.Combine(SmallCatalogue.Photos, "sample-00012.png")];
        string[] Ids(params string[] args) =>
            [.. Ask([.. args, "--json"]).Succeeded().Json.Single().GetProperty("neighbours").EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()!)];
        Assert.That(Ids("--image", pictures[0], "--image", pictures[1]), Is.EqualTo(Ids("--image", pictures[1], "--image", pictures[0])));
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        Assert.That(Ids("--image", pictures[0], "--image", pictures[1]),
            Is.EqualTo(pipeline.Ask(FashionQuery.Of(null, [.. pictures.Select(RgbImage.Load)]), index).Neighbours.Select(found => found.Id)));
        Assert.That(Ids("--more", "red dress"), Has.Length.EqualTo(10));
        Assert.That(Ask("--less", "red dress").ErrorLine, Does.StartWith("The query has neither text nor picture."));
    }

    [TestCase("--more", "red=-1",
        "--more: \"red=-1\" has a weight that is not above 0; what there should be less of has an option of its own, --less. See fashion search --help.")]
    [TestCase("--less", " ", "--less: \" \" has no word that there could be more or less of. See fashion search --help.")]
    [TestCase("--image", "", "--image needs a path, but \"\" is none. See fashion search --help.")]
    public void A_term_or_picture_of_another_form_is_not_understood(string option, string given, string sentence)
    {
        ToolRun run = Ask("dress", option, given);
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((ExitCode.NotUnderstood, sentence)));
    }

    [Test]
    public void Only_items_that_pass_where_are_found()
    {
        string[] colours = [.. SmallCatalogue.Entries.Where(entry => entry.Item.Attributes["colour"] is "red" or "blue").Select(entry => entry.Item.Id)];
        JsonElement line = Ask("dress", "--json", "--top", "60", "--where", "colour=Red|BLUE").Succeeded().Json.Single();
        Assert.That(line.GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("id").GetString()), Is.EquivalentTo(colours));
        ToolRun none = Ask("dress", "--json", "--where", "colour=redd");
        Assert.That((none.Code, none.Json.Single().GetProperty("neighbours").GetArrayLength()), Is.EqualTo((0, 0)));
        Assert.That(none.ErrorLine, Does.StartWith("No item has colour \"redd\". Did you mean \"red\"?"));
    }

    [Test]
    public void A_text_of_ten_thousand_words_is_answered_by_its_beginning_and_told_so()
    {
        using TemporaryFolder folder = new();
        string text = string.Join(' ', Enumerable.Repeat("red dress", 5_000));
        ToolRun run = Ask(text, "--picture", folder["sheet.png"]).Succeeded();
        Assert.That(run.Output, Does.Contain("Left out  everything after the first 30 word pieces; the text has 10,000"));
    }

    [TestCase("😀👗")]
    [TestCase("लाल पोशाक")]
    [TestCase("@rsp.txt")]
    [TestCase("[suggest]")]
    [TestCase("d\u0301r\u200bess \ud83d")]
    public void Any_text_is_answered(string text) =>
        Assert.That(Ask(text, "--json", "--top", "3").Succeeded().Json.Single().GetProperty("neighbours").GetArrayLength(), Is.EqualTo(3));

    [Test]
    public void Words_that_are_not_known_are_named()
    {
        using TemporaryFolder folder = new();
        Assert.That(Ask("red 😀 dress", "--picture", folder["sheet.png"]).Succeeded().Output, Does.Contain("Unknown   😀"));
    }

    [TestCase("")]
    [TestCase("   ")]
    public void An_empty_text_is_refused(string text) =>
        Refused(Ask(text), "The query has neither text nor picture. Say what you look for, show a picture, or do both.");

    [Test]
    public void No_text_and_no_picture_is_refused() =>
        Refused(Ask(), "The query has neither text nor picture. Say what you look for, show a picture, or do both.");

    [Test]
    public void A_document_named_as_a_picture_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.jpg"], "%PDF-1.7\n1 0 obj\n");
        Refused(Ask("--image", folder["a.jpg"]),
            $"\"{folder["a.jpg"]}\" cannot be asked with. The file is not a picture that can be decoded (JPEG, PNG, WebP, GIF or BMP).");
        Refused(Ask("--image", folder["b.jpg"]), $"There is no picture \"{folder["b.jpg"]}\" (looked for {folder["b.jpg"]}). Check the path.");
        Assert.That(Ask("--image", folder.Path).Code, Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public void A_missing_index_and_missing_models_are_named_with_what_to_do()
    {
        using TemporaryFolder folder = new();
        Refused(ToolRun.Of("search", "dress", "--index", folder.Path, "--models", TinyModels.Folder),
            $"There is no index in \"{folder.Path}\". Make one first: fashion index SOURCE --out \"{folder.Path}\"");
        Assert.That(ToolRun.Of("search", "dress", "--index", SmallCatalogue.Index, "--models", folder.Path).ErrorLine,
            Does.StartWith($"There are no models in '{folder.Path}'"));
    }

    [Test]
    public void An_index_of_other_dimensions_is_refused()
    {
        using TemporaryFolder folder = new();
        using (FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder))
        {
            using var writer = new IndexWriter(folder["index"], pipeline.Describe("two dimensions"), dimension: 2, thumbnails: false);
            writer.Add(SmallCatalogue.Entries[0].Item, [0.6f, 0.8f]);
            writer.Commit();
        }

        Refused(ToolRun.Of("search", "dress", "--index", folder["index"], "--models", TinyModels.Folder),
            $"The text encoder gives embeddings of {Columns.EmbeddingDimension} numbers, but the index has embeddings of 2: words and items cannot be compared. "
            + "Ask with the models that made the index.");
    }

    [Test]
    public void An_index_of_another_model_is_refused()
    {
        using TemporaryFolder folder = new();
        using (var writer = new IndexWriter(folder["index"],
            new IndexDescription(new string('0', 64), "none", "elsewhere", DateTimeOffset.UtcNow), thumbnails: false))
        {
            writer.Add(SmallCatalogue.Entries[0].Item, [1, .. new float[Columns.EmbeddingDimension - 1]]);
            writer.Commit();
        }

        Assert.That(ToolRun.Of("search", "dress", "--index", folder["index"], "--models", TinyModels.Folder).ErrorLine,
            Does.StartWith("The index was made with model 0000"));
    }

    [Test]
    public void An_unknown_column_is_refused_with_those_there_are()
    {
        ToolRun run = Ask("dress", "--where", "color=red");
        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(run.ErrorLine, Does.StartWith("There is no attribute \"color\". Did you mean \"colour\"? There are: garment, colour"));
        Assert.That(Ask("dress", "--where", "red").ErrorLine, Does.StartWith("\"red\" is not a condition."));
    }

    [Test]
    public void A_text_without_a_known_word_is_answered_and_told_so()
    {
        ToolRun run = Ask("👗 😀", "--json").Succeeded();
        Assert.That(run.Json, Has.Length.EqualTo(1));
        Assert.That(run.ErrorLine, Does.StartWith("No word of the text is known"));
        Assert.That(Ask("red 😀", "--json").Error, Is.Empty);
    }

    [Test]
    public void A_sheet_is_not_written_as_another_kind_of_picture_or_over_a_folder()
    {
        using TemporaryFolder folder = new();
        ToolRun run = Ask("dress", "--picture", folder["a.jpg"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.NotUnderstood, "")));
        Assert.That(run.ErrorLine, Does.StartWith("--picture writes a PNG, but").And.Contain(".png"));
        Assert.That(Ask("dress", "--picture", folder.Path, "--json").ErrorLine, Does.StartWith($"--picture writes a file, but \"{folder.Path}\" is a folder."));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_sheet_that_cannot_be_written_is_an_error()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        ToolRun run = Ask("dress", "--picture", Path.Combine(folder["file"], "sheet.png"));
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(run.ErrorLine, Does.Contain("file"));
    }

    static ToolRun Ask(params string[] args) => ToolRun.Of(["search", .. args, .. s_where]);

    static void Refused(ToolRun run, string sentence)
    {
        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(run.ErrorLine, Is.EqualTo(sentence));
    }
}
