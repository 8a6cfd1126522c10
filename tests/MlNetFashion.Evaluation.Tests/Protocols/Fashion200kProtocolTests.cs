using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation.Tests;

sealed class Fashion200kProtocolTests
{
    // As published: path, detection score, caption, with tabs between them.
    const string Dresses = "women/dresses/casual/1/1_0.jpeg\t0.918\tblack  lace "
        + "dress\nwomen/dresses/casual/1/1_1.jpeg\t0.8\tblack  lace dress\nwomen/dresses/casual/2/2_0.jpeg\t0.7\twhite  lace "
        + "dress\nwomen/dresses/casual/3/3_0.jpeg\t1\twhite  lace dress\r\n";
    const string Tops = "women/tops/4/4_0.jpeg\t0.5\tblue & white top\nwomen/tops/5/5_0.jpeg\t0.5\tblue sleeveless top\n";
    const string Pairs = "women/dresses/casual/1/1_0.jpeg women/dresses/casual/2/2_0.jpeg\nwomen/tops/4/4_0.jpeg women/tops/5/5_0.jpeg\n";

    static Fashion200kCatalogue Load(TemporaryFolder folder, string? pairs = Pairs, string? train = null)
    {
        folder.Write("labels/dress_test_detect_all.txt", Dresses);
        folder.Write("labels/tops_test_detect_all.txt", Tops);
        folder.Write("labels/skirts_train_detect_all.txt", train ?? "women/skirts/9/9_0.jpeg\t0.9\twhite  lace dress\n");
        if (pairs is not null)
            folder.Write("test_queries.txt", pairs);
        return Fashion200kCatalogue.Load(folder.Path);
    }

    [Test]
    public void Every_test_photo_with_the_targets_caption_is_right_and_the_reference_is_not()
    {
        using TemporaryFolder folder = new();
        Fashion200kCatalogue catalogue = Load(folder);
        Assert.That(Fashion200kProtocol.Gallery(catalogue),
            Is.EqualTo(
                new[]
                {
                    "women/dresses/casual/1/1_0",
                    "women/dresses/casual/1/1_1",
                    "women/dresses/casual/2/2_0",
                    "women/dresses/casual/3/3_0",
                    "women/tops/4/4_0",
                    "women/tops/5/5_0"
                }), "photos to learn from are not searched");
        IReadOnlyList<RetrievalQuery> queries = Fashion200kProtocol.Queries(catalogue, id => $"{id}.png", QueryUnderstanding.Default);
        Assert.That(queries.Select(query => query.Text), Is.EqualTo(new[] { "replace black with white", "replace & with sleeveless" }));
        Assert.That(queries[0].Relevant, Is.EqualTo(new[] { "women/dresses/casual/2/2_0", "women/dresses/casual/3/3_0" }));
        Assert.That((queries[0].Reference, queries[0].Image, queries[0].Kind, queries[0].Protocol),
            Is.EqualTo(("women/dresses/casual/1/1_0", "women/dresses/casual/1/1_0.png", "dress", "fashion200k")));
        Assert.That(queries.Select(query => query.Slices.ToString()), Is.EqualTo(new[] { "type dress, change colour", "type tops, change sleeve" }));
        Assert.That(RetrievalProtocol.Of(queries), Is.EqualTo(Fashion200kProtocol.Rules));
    }

    [Test]
    public void Hit_at_k_is_what_papers_call_recall_and_the_shown_photo_is_no_answer()
    {
        using TemporaryFolder folder = new();
        Fashion200kCatalogue catalogue = Load(folder);
        IReadOnlyList<RetrievalQuery> queries = Fashion200kProtocol.Queries(catalogue, _ => null, QueryUnderstanding.Default);
        var evaluation = new RetrievalEvaluation(6, _ => true, new EvaluationOptions { Protocol = Fashion200kProtocol.Rules, Depth = 5, Cutoffs = [1, 2] });
        evaluation.Add(queries[0], ["women/dresses/casual/1/1_0", "women/dresses/casual/3/3_0", "women/tops/4/4_0"]);
        evaluation.Add(queries[1], ["women/dresses/casual/3/3_0", "women/tops/4/4_0", "women/tops/5/5_0"]);
        RetrievalReport report = evaluation.Report();
        Assert.That((report.Overall["precision@1"], report.Overall["hit@2"]), Is.EqualTo((0.5, 1.0)));
        Assert.That(report.ToText(), Does.StartWith("Protocol  fashion200k:").And.Contain("is what papers call recall@k")
            .And.Contain("The reference is taken out"));
    }

    [TestCase("black lace dress", "white lace dress", "replace black with white")]
    [TestCase("a b c", "a d c", "replace b with d")]
    [TestCase("mini skirt", "mini skirt", "replace skirt with skirt")]
    [TestCase("red dress", "red lace dress", "replace dress with lace")]
    public void A_change_is_worded_as_in_the_paper(string reference, string target, string text) =>
        Assert.That(WordReplacement.Say(reference, target), Is.EqualTo(text));

    [Test]
    public void What_is_not_as_published_is_refused_with_its_line()
    {
        using TemporaryFolder folder = new();
        Assert.That(() => Load(folder, train: "women/skirts/9/9_0.jpeg\t0.9\n"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Line 1").And.Message.Contains("skirts_train_detect_all.txt"));
        Assert.That(() => Load(folder, train: "women/dresses/casual/1/1_0.jpeg\t0.9\tagain\n"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("has a label already"));
        Assert.That(() => Load(folder, "\nwomen/tops/4/4_0.jpeg elsewhere.jpeg\n"),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Line 2").And.Message.Contains("elsewhere.jpeg"));
        Assert.That(() => Load(folder, "only-one\n"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("\"only-one\""));
        Assert.That(() => Fashion200kProtocol.Queries(Load(folder, "women/skirts/9/9_0.jpeg women/tops/4/4_0.jpeg\n"), _ => null, QueryUnderstanding.Default),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("train and test"));
        using TemporaryFolder bare = new();
        Assert.That(() => Fashion200kCatalogue.Load(bare.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("dress_test_detect_all.txt"));
        Assert.That(() => Fashion200kProtocol.Queries(Load(bare, pairs: null), _ => null, QueryUnderstanding.Default),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("test_queries.txt"));
    }
}
