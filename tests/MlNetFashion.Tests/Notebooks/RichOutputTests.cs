using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Notebooks;

/// <summary>What a notebook shows: .NET Interactive finds everything by its name.</summary>
public sealed class RichOutputTests
{
    [Test]
    public void A_picture_is_shown_whole_and_a_wide_one_smaller()
    {
        RgbImage picture = SampleCatalogue.Draw(1).First().Picture.Decode();
        string html = RichOutput.Of(picture);
        Assert.That(html, Does.StartWith($"<img width=\"{picture.Width}\" height=\"{picture.Height}\""));
        Assert.That(RichOutput.Pictures(html).Single().Pixels, Is.EqualTo(picture.Pixels));
        Assert.That(RichOutput.Of(new RgbImage(3000, 1500)), Does.StartWith("<img width=\"1000\" height=\"500\""));
    }

    [Test]
    public void An_answer_shows_the_question_how_it_was_read_and_each_item_with_its_picture()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using TemporaryFolder folder = new();
        CatalogueEntry[] entries =
        [
            .. SampleCatalogue.Draw(4).Select(entry => entry with { Item = entry.Item with { Title = $"<b>{entry.Item.Title}</b>" } }),
        ];
        EmbeddingIndex index = pipeline.Index(entries, folder["index"]);
        SearchAnswer answer = pipeline.Ask(new FashionQuery("a red <dress>", entries[0].Picture.Decode()), index, new SearchOptions { Pictures = 1 });
        string html = RichOutput.Of(answer);
        Assert.That(html, Does.Contain("a red &lt;dress&gt;").And.Contain("red (colour)").And.Not.Contain("</b> ("), "text stays text");
        Assert.That(RichOutput.Pictures(html), Has.Length.EqualTo(1 + 1 + answer.Neighbours.Count), "asked with, drawn, found");
        for (int i = 0; i < answer.Neighbours.Count; i++)
            Assert.That(html, Does.Contain($"{i + 1}. &lt;b&gt;"));

        index.Dispose();
        Assert.That(RichOutput.Pictures(RichOutput.Of(answer)), Has.Length.EqualTo(2), "an answer outlives its index, without the items' pictures");
        Assert.That(RichOutput.Pictures(RichOutput.Of(answer.Pictures[0])), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_conversation_shows_what_was_said_and_answered_and_the_items_of_its_end()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using TemporaryFolder folder = new();
        using EmbeddingIndex index = pipeline.Index(SampleCatalogue.Draw(6), folder["index"]);
        Conversation talk = Conversation.Start(pipeline, index);
        Assert.That(RichOutput.Of(talk), Does.Contain("<p "));
        talk = talk.Say("a dress").Say("not <i>black</i>");
        string html = RichOutput.Of(talk);
        Assert.That(html, Does.Contain("<b>a dress</b>").And.Contain("not &lt;i&gt;black"));
        Assert.That(RichOutput.Pictures(html), Has.Length.EqualTo(talk.Results.Count));
    }
}
