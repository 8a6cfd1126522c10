using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation.Tests;

sealed class FashionIqProtocolTests
{
    static readonly Lazy<FashionIqCatalogue> s_real = new(() => FashionIqCatalogue.Load(FashionData.Require("fashioniq-text.tar.gz")));

    static IReadOnlyList<FashionIqPart> Set(FashionIqProtocol protocol, string category) =>
        protocol.Sets(s_real.Value).Single(set => set.Any(part => part.Category == category));

    static IReadOnlyList<RetrievalQuery> Queries(FashionIqProtocol protocol, string category) => protocol.Queries(Set(protocol, category), _ => null, QueryUnderstanding.Default);

    [TestCase("dress", 3_817, 2_628, 2_017)]
    [TestCase("shirt", 6_346, 3_089, 2_038)]
    [TestCase("toptee", 5_373, 2_902, 1_961)]
    public void Galleries_and_queries_have_their_published_sizes(string category, int official, int small, int pairs)
    {
        foreach (FashionIqProtocol protocol in (FashionIqProtocol[])[FashionIqProtocol.Original, FashionIqProtocol.OriginalWithoutReference])
        {
            Assert.That(protocol.Gallery(Set(protocol, category)), Has.Count.EqualTo(official).And.Unique);
            Assert.That(Queries(protocol, category), Has.Count.EqualTo(pairs));
        }

        Assert.That(FashionIqProtocol.ValSplit.Gallery(Set(FashionIqProtocol.ValSplit, category)), Has.Count.EqualTo(small).And.Unique);
        // Two captions a pair, but for the few that are blank in the file.
        int captions = s_real.Value.Part(category, "val").Pairs.Sum(pair => pair.Captions.Count(caption => Regex.IsMatch(caption, "[^.?, ]")));
        Assert.That(Queries(FashionIqProtocol.ValSplit, category), Has.Count.EqualTo(captions).And.Count.InRange(2 * pairs - 10, 2 * pairs));
    }

    [Test]
    public void Composeae_searches_all_categories_together_and_says_which_it_means()
    {
        FashionIqProtocol protocol = FashionIqProtocol.ComposeAe;
        IReadOnlyList<FashionIqPart> set = protocol.Sets(s_real.Value).Single();
        IReadOnlyList<string> gallery = protocol.Gallery(set);
        Assert.That(gallery,
            Is.EquivalentTo(new[] { "dress", "shirt", "toptee" }.SelectMany(category => s_real.Value.Part(category, "val").Gallery).ToHashSet()));
        Assert.That(gallery, Has.Count.LessThanOrEqualTo(3_817 + 6_346 + 5_373).And.Count.GreaterThan(15_000));
        IReadOnlyList<RetrievalQuery> queries = protocol.Queries(set, _ => null, QueryUnderstanding.Default);
        Assert.That(queries, Has.Count.EqualTo(2_017 + 2_038 + 1_961));
        Assert.That(queries, Is.All.Matches<RetrievalQuery>(query => query!.Text!.StartsWith($"{query.Kind} ", StringComparison.Ordinal)));
        Assert.That(queries.Count(query => query.Text!.Contains(" and it ", StringComparison.Ordinal)), Is.GreaterThan(5_990));
        TestContext.Out.WriteLine($"{gallery.Count:N0} photos; {queries[0].Text}");
    }

    [Test]
    public void Every_target_is_in_its_gallery_and_is_not_the_reference()
    {
        foreach (FashionIqProtocol protocol in FashionIqProtocol.All)
        {
            foreach (IReadOnlyList<FashionIqPart> set in protocol.Sets(s_real.Value))
            {
                HashSet<string> gallery = [.. protocol.Gallery(set)];
                IReadOnlyList<RetrievalQuery> queries = protocol.Queries(set, _ => null, QueryUnderstanding.Default);
                Assert.That(queries.Select(query => query.Id), Is.Unique);
                Assert.That(queries.Count(query => query.Relevant.Count != 1 || !gallery.Contains(query.Relevant[0]) || !gallery.Contains(query.Reference!)),
                    Is.Zero, protocol.Rules.Name);
                Assert.That(queries.Count(query => query.Relevant[0] == query.Reference), Is.Zero, protocol.Rules.Name);
                Assert.That(queries, Is.All.Matches<RetrievalQuery>(query =>
                    query!.Protocol == protocol.Rules.Name && query.Slices.Values.Any(slice => slice.Key == "change")));
            }
        }
    }

    [Test]
    public void Captions_are_joined_as_each_protocol_says()
    {
        FashionIqPart part = new("dress", "val",
            [new("B1", "B2", ["Is red, ", "has Short sleeves."]), new("B2", "B3", ["longer"]), new("B3", null, ["unknown"])], ["B1", "B2", "B3", "B4"]);
        string Texts(FashionIqProtocol protocol) => string.Join(" | ", protocol.Queries([part], _ => null, QueryUnderstanding.Default).Select(query => query.Text));
        Assert.That(Texts(FashionIqProtocol.Original), Is.EqualTo("is red and has short sleeves | longer"));
        Assert.That(Texts(FashionIqProtocol.OriginalWithoutReference), Is.EqualTo(Texts(FashionIqProtocol.Original)));
        Assert.That(Texts(FashionIqProtocol.ValSplit), Is.EqualTo("is red | has short sleeves | longer"));
        Assert.That(Texts(FashionIqProtocol.ComposeAe), Is.EqualTo("dress is red and it has short sleeves | dress longer"));
        Assert.That(FashionIqProtocol.ValSplit.Gallery([part]), Is.EqualTo(new[] { "B1", "B2", "B3" }));
        Assert.That(FashionIqProtocol.Original.Gallery([part]), Has.Count.EqualTo(4));
        foreach (FashionIqProtocol protocol in (FashionIqProtocol[])[FashionIqProtocol.Original, FashionIqProtocol.ComposeAe])
            Assert.That(protocol.Queries([part], _ => null, QueryUnderstanding.Default)[0].Slices.ToString(), Is.EqualTo("type dress, change colour, change sleeve"),
                "the category's name is no change");
    }

    [Test]
    public void Reference_handling_is_that_of_the_papers() =>
        Assert.That(FashionIqProtocol.All.Select(protocol => (protocol.Rules.Name, protocol.Rules.Reference)), Is.EqualTo(new[]
    {
        ("original", ReferenceHandling.Kept), ("original-without-reference", ReferenceHandling.TakenOut), ("val-split", ReferenceHandling.TakenOut),
        ("composeae", ReferenceHandling.Kept),
    }));

    [Test]
    public void Protocols_are_found_by_name_and_never_mixed()
    {
        RetrievalQuery Of(string? protocol) => new("q", "x", null, ["a"]) { Protocol = protocol };
        Assert.That(RetrievalProtocol.All.Select(protocol => RetrievalProtocol.Find(protocol.Name)), Is.EqualTo(RetrievalProtocol.All));
        Assert.That(RetrievalProtocol.Of([]), Is.EqualTo(RetrievalProtocol.OwnQueries));
        Assert.That(RetrievalProtocol.Of([Of("val-split"), Of("val-split")]), Is.EqualTo(FashionIqProtocol.ValSplit.Rules));
        Assert.That(() => RetrievalProtocol.Of([Of("val-split"), Of(null)]),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("val-split").And.Message.Contains("own-queries"));
        Assert.That(() => RetrievalProtocol.Of([Of("mine")]),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("\"mine\"").And.Message.Contains("composeae"));
    }
}
