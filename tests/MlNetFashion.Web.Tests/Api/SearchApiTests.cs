using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Api;

/// <summary><c>/api/search</c> answers what the library answers.</summary>
public sealed class SearchApiTests
{
    readonly TestShop _shop = new();
    HttpClient _client = null!;

    [OneTimeSetUp]
    public void Open() => _client = _shop.CreateClient();

    [OneTimeTearDown]
    public void Close() => _shop.Dispose();

    [Test]
    public async Task Words_find_what_the_library_finds()
    {
        JsonElement answer = await (await _client.GetAsync("/api/search?q=red+dress&top=7")).JsonAsync();
        Assert.That(answer.Ids(), Is.EqualTo(Expected(new FashionQuery("red dress"), new SearchOptions { Top = 7 })));
    }

    [Test]
    public async Task A_page_goes_on_where_the_one_before_ended()
    {
        string[] both = (await (await _client.GetAsync("/api/search?q=dress&top=10")).JsonAsync()).Ids();
        string[] second = (await (await _client.GetAsync("/api/search?q=dress&top=5&page=2")).JsonAsync()).Ids();
        Assert.That(second, Is.EqualTo(both[5..]));
    }

    [Test]
    public async Task A_picture_and_words_can_be_sent_as_a_form_and_as_json()
    {
        byte[] png = Png(7);
        using var form = new MultipartFormDataContent { { new StringContent("in blue"), "q" }, { new ByteArrayContent(png), "image", "../../etc/passwd" } };
        string[] asForm = (await (await _client.PostAsync("/api/search", form)).JsonAsync()).Ids();
        string[] asJson = (await (await _client.PostAsJsonAsync("/api/search", new { text = "in blue", image = png })).JsonAsync()).Ids();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asForm, Has.Length.EqualTo(10));
            Assert.That(asJson, Is.EqualTo(asForm));
            Assert.That(asForm, Is.EqualTo(Expected(new FashionQuery("in blue", ImagePreprocessing.LoadLetterboxed(png, 256)), new SearchOptions())));
        }
    }

    [Test]
    public async Task A_batch_answers_what_single_queries_answer_and_says_which_cannot_be()
    {
        JsonElement answers = await (await _client.PostAsJsonAsync("/api/search/batch", new
        {
            top = 3,
            queries = new object[] { new { id = "a", text = "blue shirt" }, new { id = "b" }, new { q = "dress", terms = new { red = -1 } } },
        })).JsonAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers[0].Ids(), Is.EqualTo((await (await _client.GetAsync("/api/search?q=blue+shirt&top=3")).JsonAsync()).Ids()));
            Assert.That(answers[1].GetProperty("problem").GetString(), Does.StartWith("The query has neither text nor picture."));
            Assert.That(answers[2].Ids(), Is.EqualTo((await (await _client.GetAsync("/api/search?q=dress&less=red&top=3")).JsonAsync()).Ids()));
        }
    }

    [Test]
    public async Task Conditions_alone_list_items_and_facets_count_them()
    {
        JsonElement answer = await (await _client.GetAsync("/api/search?where=garment%3Ddress&facets=colour&top=100")).JsonAsync();
        JsonElement facet = answer.GetProperty("facets")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Ids(), Is.Not.Empty);
            Assert.That(facet.GetProperty("values").EnumerateArray().Sum(value => value.GetProperty("count").GetInt32())
                + facet.GetProperty("without").GetInt32(), Is.EqualTo(answer.Ids().Length));
        }
    }

    [TestCase("/api/search", "neither text nor picture")]
    [TestCase("/api/search?q=dress&top=0", "\"top\" is a whole number from 1 to 200, but \"0\" was given.")]
    [TestCase("/api/search?q=dress&top=many", "\"many\" was given")]
    [TestCase("/api/search?q=dress&by=magic", "\"by\" is fused, text, composed, generated or words, but \"magic\" was given.")]
    [TestCase("/api/search?q=dress&where=price", "\"price\" is not a condition.")]
    [TestCase("/api/search?q=dress&where=prise%3D3", "There is no attribute \"prise\".")]
    [TestCase("/api/search?q=dress&q=shirt", "\"q\" was given 2 times, but once is meant.")]
    [TestCase("/api/search?query=dress", "There is no parameter \"query\". There are: q,")]
    [TestCase("/api/search?q=dress&group=perhaps", "\"group\" is true or false")]
    [TestCase("/api/search?q=dress&diverse=2", "\"diverse\" is a number from 0 to 1")]
    public async Task What_cannot_be_answered_is_told_in_a_sentence(string address, string sentence) =>
        Assert.That(await (await _client.GetAsync(address)).ProblemAsync(HttpStatusCode.BadRequest), Does.Contain(sentence));

    [TestCase("{\"text\":", "The body is not JSON")]
    [TestCase("[]", "The body should be a JSON object, but is Array.")]
    [TestCase("{\"text\":{}}", "\"text\" should be a value or a list of values, but is Object.")]
    [TestCase("{\"text\":\"x\",\"image\":\"/etc/passwd\"}", "\"image\" should be the bytes of a picture in base64.")]
    [TestCase("{\"text\":\"x\",\"terms\":{\"red\":\"much\"}}", "\"terms\" should give \"red\" a number.")]
    [TestCase("{\"text\":\"x\",\"terms\":{\"red\":0}}", "a weight is more than 0")]
    public async Task A_bad_body_is_told_in_a_sentence(string body, string sentence)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.That(await (await _client.PostAsync("/api/search", content)).ProblemAsync(HttpStatusCode.BadRequest), Does.Contain(sentence));
    }

    static string[] Expected(FashionQuery query, SearchOptions options)
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(TestShop.Index);
        return [.. pipeline.Ask(query, index, options).Neighbours.Select(found => found.Id)];
    }

    internal static byte[] Png(int row)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(TestShop.Index);
        return ImageCodec.EncodePng(index.Thumbnail(row)!);
    }
}
