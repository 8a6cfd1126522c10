using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Documents;

/// <summary>The guides do what they say, from the first line to the last.</summary>
[NonParallelizable]
public sealed class GuideTests
{
    [Test]
    public void The_program_of_the_vector_store_finds_what_it_says() => Repository.InCopy("", () =>
        Assert.That(GuideProgram.Run(new MarkdownPage("src/MlNetFashion.VectorData/README.md").Blocks("csharp").Single()), Is.EqualTo(["0.98 blue shirt"])));

    [Test]
    public void The_programs_of_the_guide_run_and_its_service_answers() => Repository.InCopy("", () =>
    {
        MarkdownPage page = new("docs/in-a-program.md");
        string[] programs = page.Blocks("csharp");
        Assert.That(programs, Has.Length.EqualTo(6));

        Assert.That(GuideProgram.Run(programs[0]), Has.Length.EqualTo(10));
        Assert.That(RgbImage.Load("understood.png").Width, Is.EqualTo(Repository.PictureSide));
        string[] answered = GuideProgram.Run(programs[1]);
        Assert.That(answered, Has.Length.EqualTo(3));
        Assert.That(answered[1], Does.Contain("no black (colour)"), "what is not wanted is read");
        string[] said = GuideProgram.Run(programs[2]);
        Assert.That(said, Has.Length.EqualTo(3));

        EmbeddingIndex index;
        using (var service = new GuideService(programs[3]))
        {
            index = service.Services.GetRequiredService<EmbeddingIndex>();
            Assert.That(service.Services.GetRequiredService<EmbeddingIndex>(), Is.SameAs(index), "one index serves all requests");
            JsonElement[] words = Found(service.Client.GetAsync(new Uri("/search?text=a+red+dress", UriKind.Relative)).Result);
            Assert.That(words, Has.Length.EqualTo(10));
            CatalogueEntry shown = SampleCatalogue.Draw(1).First();
            using var picture = new ByteArrayContent(ImageCodec.EncodePng(shown.Picture.Decode()));
            Assert.That(Found(service.Client.PostAsync(new Uri("/search", UriKind.Relative), picture).Result)[0].GetProperty("id").GetString(),
                Is.EqualTo(shown.Item.Id));
            using var noPicture = new ByteArrayContent([1, 2, 3]);
            HttpResponseMessage refused = service.Client.PostAsync(new Uri("/search", UriKind.Relative), noPicture).Result;
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(refused.Content.ReadAsStringAsync().Result,
                Is.EqualTo("\"The file is not a picture that can be decoded (JPEG, PNG, WebP, GIF or BMP).\""));
            byte[] drawn = service.Client.GetByteArrayAsync(new Uri("/picture?text=a+red+dress", UriKind.Relative)).Result;
            Assert.That(ImageCodec.Decode(drawn).Width, Is.EqualTo(Repository.PictureSide));
        }

        string[] embedded = GuideProgram.Run(programs[4]);
        Assert.That(embedded, Has.Length.EqualTo(3));
        Assert.That(embedded[0], Does.Match(@"^\d+ numbers of text-encoder@[0-9a-f]{12}$"));

        Assert.That(GuideProgram.Run(programs[5]), Is.EqualTo((string[])["dress", "trousers"]));
        Assert.That(() => index.Thumbnail(0), Throws.InstanceOf<ObjectDisposedException>(), "the service closes what it opened");
    });

    [Test]
    public void The_cells_of_the_guide_to_notebooks_run_in_order() => Repository.InCopy("notebooks", () =>
    {
        List<object> shown = NotebookSession.Run(new MarkdownPage("docs/in-a-notebook.md").Blocks("csharp"));
        Assert.That(shown.Select(value => value.GetType()), Is.EqualTo([typeof(RgbImage), typeof(SearchAnswer)]));
    });

    [Test]
    public void The_guide_to_training_makes_models_in_a_minute_and_searches_with_them() => Repository.InCopy("", () =>
    {
        foreach (string line in MarkdownPage.Commands(new MarkdownPage("docs/train-your-own.md").Blocks("bash")[0]))
        {
            if (MarkdownPage.Words(line) is ["fashion", .. var arguments])
                ToolRun.Of(arguments).Succeeded();
            else
                Assert.Fail($"\"{line}\" is no command of the tool.");
        }

        Assert.That(ModelManifest.Read("my-models").Find(ModelRole.Generator), Is.Not.Null);
    });

    [Test]
    public void The_guide_to_catalogues_indexes_a_folder_with_a_table() => Repository.InCopy("", () =>
    {
        Directory.CreateDirectory("photos");
        CatalogueEntry[] entries = [.. SampleCatalogue.Draw(12)];
        foreach ((CatalogueEntry entry, int number) in entries.Select((entry, number) => (entry, number)))
            entry.Picture.Decode().Save($"photos/{1001 + number}.png");
        File.WriteAllLines("photos/products.csv",
            ["sku,name,price", .. entries.Select((entry, number) => $"{1001 + number},{entry.Item.Title.Replace(',', ' ')},{10 + number}")]);

        ToolRun.Of("index", "photos", "--out", "my-index", "--models", "onnx", "--json").Succeeded();
        JsonElement answer = ToolRun.Of("search", "dress", "--index", "my-index", "--where", "price>=20", "--models", "onnx", "--json")
            .Succeeded().Json.Single();
        Assert.That(answer.GetProperty("neighbours").EnumerateArray().Select(neighbour => neighbour.GetProperty("id").GetString()),
            Is.EquivalentTo(["1011", "1012"]), "the two whose price is 20 or more");
    });

    [TestCase("vestido rojo", "dress (garment); red (colour)", "dress red")]
    [TestCase("zapatos negros para hombre", "shoes (garment); black (colour); men (gender)", "shoes black for men")]
    [TestCase("vestido sin flores", "dress (garment); no floral (pattern)", "dress")]
    [TestCase("guayabera negra", "guayabera (garment); black (colour)", "guayabera black")]
    [TestCase("a red dress", "red (colour); dress (garment)", "a red dress")]
    public void The_guides_lexicon_reads_spanish_beside_english(string request, string findings, string wanted)
    {
        UnderstoodQuery understood = new QueryUnderstanding(FashionLexicon.Parse(new MarkdownPage("docs/catalogues.md").Blocks("ini")[0])).Read(request);
        Assert.That(string.Join("; ", understood.Findings), Is.EqualTo(findings));
        Assert.That(understood.WantedText, Is.EqualTo(wanted));
    }

    [Test]
    public void The_guide_to_conversations_says_what_is_answered_and_names_what_is_understood()
    {
        MarkdownPage page = new("docs/conversations.md");
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        var talk = Conversation.Start(pipeline, index);
        foreach (string[] turn in page.Blocks("text")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(2))
        {
            talk = talk.Say(turn[0]["> ".Length..]);
            Assert.That(talk.Answer, Does.StartWith(turn[1].TrimEnd('…')));
        }

        string[] sayings = [.. page.Text.Split("| You say |")[1].Split("\n\n")[0].Split('\n').Skip(2)
            .SelectMany(row => row.Split('|')[1].Split([',', ';'], StringSplitOptions.TrimEntries))];
        Assert.That(sayings, Has.Length.GreaterThan(15));
        foreach (string saying in sayings)
            Assert.That(talk.Say(saying).Answer, Is.Not.EqualTo(ConversationText.NotUnderstood), saying);
    }

    static JsonElement[] Found(HttpResponseMessage response)
    {
        string text = response.Content.ReadAsStringAsync().Result;
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        using JsonDocument json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(item => item.Clone())];
    }
}
