using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Conversations;

public sealed class ConversationTests
{
    static readonly string[] s_types = ["Tshirts", "Dresses", "Jeans", "Heels"], s_colours = ["Black", "Navy Blue", "Red", "White"],
        s_genders = ["Women", "Men"];

    static readonly string[] s_utterances =
    [
        "a red dress for women", "more like the second one, but sleeveless", "not black", "in white instead", "show me more", "without stripes",
        "a shirt with anchors",
        "cheaper", "number 99", "start again", "what did you understand?", "", "not the last one", "it must be cotton", "jeans and a white shirt",
        "darker", "no pockets",
    ];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        CatalogueItem[] items =
        [
            .. from type in s_types from colour in s_colours from gender in s_genders from more in Enumerable.Range(0, 3)
               select SmallIndex.Item($"{type}-{colour}-{gender}-{more}", $"{colour} {type}", ("articleType", type), ("baseColour", colour),
                   ("gender", gender)),
        ];
        _index = EmbeddingIndex.Create(_pipeline.Describe("chat"), items, SmallIndex.Vectors(items.Length, Columns.EmbeddingDimension, 5));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
    }

    [Test]
    public void What_is_nothing_in_the_catalogue_is_a_word_that_nobody_knows()
    {
        Utterance read = UtteranceReader.Read(
            "a red dress", QueryUnderstanding.Default, understood => understood.Keeping(finding => finding.Value != "red"), canPoint: false);
        Assert.That(read.Understood.Findings.Select(finding => finding.Value), Is.EqualTo(["dress"]));
        Assert.That(read.Others, Is.EqualTo(["red"]));
    }

    [Test]
    public void Undo_after_any_utterance_is_the_state_before()
    {
        Conversation before = Start().Say("a red dress").Say("for women");
        foreach (string utterance in s_utterances)
        {
            Conversation after = before.Say(utterance);
            if (after.Turns.Count > before.Turns.Count)
                AssertSame(after.Say("undo"), before);
            else
                Assert.That(Kept(after.Turns), Is.EqualTo(Kept(before.Turns)), utterance);
        }

        Conversation none = Start().Undo();
        Assert.That((none.Turns.Count, none.Answer), Is.EqualTo((0, "There is nothing to take back.")));
    }

    [Test]
    public void The_same_said_twice_from_one_state_is_equal_and_the_state_stays_as_it_was()
    {
        Conversation talk = Start().Say("a dress");
        foreach (string utterance in s_utterances)
        {
            string before = talk.ToJson();
            Conversation once = talk.Say(utterance), again = talk.Say(utterance);
            AssertSame(once, again);
            Assert.That(talk.ToJson(), Is.EqualTo(before));
            talk = once;
        }
    }

    [Test]
    public void What_was_kept_goes_on_as_if_it_had_never_been_away()
    {
        Conversation talk = Start().Show(new RgbImage(20, 20));
        foreach (string utterance in s_utterances)
        {
            talk = talk.Say(utterance);
            Conversation kept = Conversation.FromJson(talk.ToJson(), _pipeline, _index);
            AssertSame(kept, talk);
            AssertSame(kept.Say("in white").Undo(), Conversation.FromJson(talk.ToJson(), _pipeline, _index), answer: false);
            AssertSame(kept.Say("not the second one"), talk.Say("not the second one"));
            Assert.That(Kept(kept.Undo().Turns), Is.EqualTo(Kept(talk.Undo().Turns)));
        }
    }

    [TestCase("{}")]
    [TestCase("no json")]
    [TestCase("null")]
    [TestCase("""{"turns":[],"answer":"","more":1}""")]
    public void What_is_no_conversation_is_refused_by_a_sentence(string json) =>
        Assert.That(() => Conversation.FromJson(json, _pipeline, _index), Throws.TypeOf<InvalidDataException>().With.Message.Contains("no conversation"));

    [Test]
    public void A_conversation_about_other_items_is_refused()
    {
        string json = Start().Say("a red dress").Say("more like number 1").ToJson();
        Assert.That(() => Conversation.FromJson(json.Replace("\"like\":[\"", "\"like\":[\"another ", StringComparison.Ordinal), _pipeline, _index),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("another "));
    }

    [TestCase("more like the second one", 2)]
    [TestCase("the third one but in blue", 3)]
    [TestCase("number 3", 3)]
    [TestCase("no. 7 please", 7)]
    [TestCase("#4 without stripes", 4)]
    [TestCase("similar to the 5th", 5)]
    [TestCase("the last one", 10)]
    [TestCase("I like that one", 1)]
    [TestCase("more like this", 1)]
    [TestCase("2", 2)]
    [TestCase("the first two", 1, 2)]
    [TestCase("like the first and the third, sleeveless", 1, 3)]
    public void An_item_is_pointed_at(string utterance, params int[] places)
    {
        Conversation shown = Start().Say("a dress"), talk = shown.Say(utterance);
        Assert.That(talk.State.Like, Is.EqualTo(places.Select(place => shown.Results[place - 1].Id)));
        Assert.That(talk.Results, Has.Count.EqualTo(10));
        Assert.That(talk.Results.Select(found => found.Id).Intersect(talk.State.Like), Is.Empty);
        Assert.That(talk.Found!.Query.Query.ImageEmbeddings.Select(vector => vector.ToArray()),
            Is.EqualTo(places.Select(place => _index.Embedding(shown.Results[place - 1].Position).ToArray())));
    }

    [TestCase("number 11")]
    [TestCase("the twelfth one")]
    [TestCase("#0")]
    [TestCase("more like 9999")]
    public void Who_points_at_nothing_is_told_so(string utterance)
    {
        Conversation shown = Start().Say("a dress");
        Conversation talk = shown.Say(utterance);
        Assert.That(Kept(talk.Turns), Is.EqualTo(Kept(shown.Turns)));
        Assert.That(talk.Answer, Does.Contain("numbers 1 to 10"));
        Assert.That(Start().Say(utterance).Answer, Does.Contain("Nothing is shown yet"));
    }

    [Test]
    public void The_white_one_is_the_first_that_is_white()
    {
        Conversation shown = Start().Say("a dress");
        foreach (string colour in s_colours)
        {
            Conversation talk = shown.Say($"more like the {colour.ToLowerInvariant()} one");
            Neighbour? expected = shown.Results.FirstOrDefault(found => found.Item.Attributes["baseColour"] == colour);
            Assert.That(talk.State.Like, Is.EqualTo(expected is null ? Array.Empty<string>() : [expected.Id]));
        }

        Assert.That(shown.Say("the orange one").Answer, Does.Contain("None of the 10 items"));
        Assert.That(Start().Say("the white one").State.Text, Is.EqualTo("white"));
    }

    [Test]
    public void What_is_refused_does_not_come_again()
    {
        Conversation shown = Start().Say("a dress"), talk = shown.Say("not the second one");
        Assert.That(talk.Results.Select(found => found.Id).Take(9), Is.EqualTo(shown.Results.Select(found => found.Id).Where((_, i) => i != 1)));
        Assert.That(talk.Say("in red").Results.Select(found => found.Id), Has.None.EqualTo(shown.Results[1].Id));
    }

    [Test]
    public void Pages_do_not_overlap_and_end()
    {
        Conversation talk = Start().Say("it must be a dress");
        var seen = new List<string>();
        while (true)
        {
            Assert.That(talk.FirstPlace, Is.EqualTo(seen.Count + 1));
            seen.AddRange(talk.Results.Select(found => found.Id));
            Conversation next = talk.Say("show me more");
            if (next.Turns.Count == talk.Turns.Count)
            {
                Assert.That(next.Answer, Does.Contain("nothing more"));
                break;
            }

            talk = next;
        }

        Assert.That(seen, Is.Unique.And.Count.EqualTo(24));
        Assert.That(seen, Has.All.StartsWith("Dresses"));
    }

    [TestCase("Looking for: white dress.", "a red dress", "in white instead")]
    [TestCase("Looking for: red or white dress.", "a red dress", "or white")]
    [TestCase("Looking for: red dress, without stripes.", "a red dress", "without stripes")]
    [TestCase("Looking for: red dress.", "a dress", "not red", "in red")]
    [TestCase("Looking for: dress, not red.", "a red dress", "not red")]
    [TestCase("Looking for: women skirt.", "a red dress for women", "a skirt")]
    [TestCase("Looking for: women red skirt.", "a red dress for women", "make it a skirt")]
    [TestCase("Looking for: dress, must be cotton.", "a dress", "it must be cotton")]
    [TestCase("Looking for: dress, darker.", "a dress", "lighter", "darker")]
    [TestCase("Looking for: shirt anchors.", "a dress", "a shirt with anchors")]
    [TestCase("Looking for: dress; no pockets.", "a dress", "no pockets")]
    public void Wishes_accumulate_as_people_mean_them(string expected, params string[] utterances) =>
        Assert.That(utterances.Aggregate(Start(), (talk, utterance) => talk.Say(utterance)).Answer, Does.StartWith(expected));

    [TestCase("cheaper", "cheaper")]
    [TestCase("something less expensive", "less expensive")]
    [TestCase("under $50", "under $50")]
    [TestCase("do you have it in my size?", "in my size")]
    public void What_nobody_can_tell_is_answered_honestly(string utterance, string words)
    {
        Conversation before = Start().Say("a dress"), talk = before.Say(utterance), both = before.Say($"in red and {utterance}");
        Assert.That(talk.Answer, Does.Contain("prices").And.Contain($"\"{words}\""));
        Assert.That(Kept(talk.Turns), Is.EqualTo(Kept(before.Turns)));
        Assert.That(both.State.Text, Is.EqualTo("red dress"));
        Assert.That(both.Answer, Does.Contain("prices"));
    }

    [Test]
    public void Every_value_of_the_lexicon_is_wished_in_words_that_are_understood_the_same([Values("{0}", "not {0}", "less {0}", "more {0}")] string form)
    {
        QueryUnderstanding understanding = QueryUnderstanding.Default;
        foreach (string value in FashionLexicon.Default.Entries.Select(entry => entry.Meaning.Value).Distinct())
        {
            UnderstoodQuery said = understanding.Read(string.Format(null, form, value));
            DialogueTerm[] terms = [.. said.Findings.Select(finding => DialogueTerm.Of(said, finding, understanding))];
            UnderstoodQuery again = understanding.Read(DialogueState.Nothing.With(terms, understanding.Lexicon).Text);
            Assert.That(again.Findings.Select(finding => (finding.Kind, finding.Value, finding.Change)),
                Is.EquivalentTo(terms.Select(term => (term.Kind, term.Value, term.Change))), $"{said.Text} → {again.Text}");
        }
    }

    [Test]
    public void Any_text_is_answered()
    {
        Gen.String[0, 300].Sample(text => Start().Say("a dress").Say(text).Answer.Length > 0, iter: 200, threads: 1);
        Assert.That(Start().Say(new string('a', 1_000_000)).Answer, Is.Not.Empty);
    }

    Conversation Start() => Conversation.Start(_pipeline, _index);

    static string[] Kept(IEnumerable<ConversationTurn> turns) => [.. turns.Select(turn => $"{turn.Said}: {turn.Answer} {string.Join(' ', turn.Shown)}")];

    static void AssertSame(Conversation one, Conversation other, bool answer = true)
    {
        Assert.That(one.Results.Select(found => (found.Id, found.Score)), Is.EqualTo(other.Results.Select(found => (found.Id, found.Score))));
        Assert.That(Kept(one.Turns), Is.EqualTo(Kept(other.Turns)));
        if (answer)
            Assert.That(one.ToJson(), Is.EqualTo(other.ToJson()));
    }
}
