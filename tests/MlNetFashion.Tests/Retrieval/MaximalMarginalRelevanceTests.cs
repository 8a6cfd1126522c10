using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Retrieval;

public sealed class MaximalMarginalRelevanceTests
{
    const int Items = 90, D = 12;

    [TestCase(0.2f, 10)]
    [TestCase(0.6f, 7)]
    [TestCase(1f, 1)]
    public void Each_next_answer_is_worth_most_beside_those_that_are_taken(float diversity, int top)
    {
        using EmbeddingIndex index = Index();
        float[] query = SmallIndex.Vectors(1, D, 3);
        Neighbour[] pool = index.Search(query, 50), answers = MaximalMarginalRelevance.Choose(pool, index, top, diversity);

        // Every order of taking is tried anew from the definition.
        var taken = new List<Neighbour>();
        while (taken.Count < top)
            taken.Add(pool.Except(taken).MaxBy(item => item.Score - diversity * taken.Select(other => Cosine(index, item, other)).DefaultIfEmpty(-1).Max())!);
        Assert.That(answers.Select(answer => answer.Id), Is.EquivalentTo(taken.Select(answer => answer.Id)));
        Assert.That(answers.Select(answer => answer.Score), Is.Ordered.Descending);
    }

    [Test]
    public void After_the_first_ten_all_others_follow_in_their_order()
    {
        using EmbeddingIndex index = Index();
        Neighbour[] ranking = index.Search(SmallIndex.Vectors(1, D, 3), Items), answers = MaximalMarginalRelevance.Choose(ranking, index, Items, 0.6f);
        Assert.That(answers[..10], Is.EqualTo(MaximalMarginalRelevance.Choose(ranking, index, 10, 0.6f)).And.Not.EqualTo(ranking[..10]));
        Assert.That(answers[10..], Is.EqualTo(ranking.Except(answers[..10])));
    }

    [Test]
    public void More_diversity_makes_answers_less_alike()
    {
        using EmbeddingIndex index = Index();
        double[] alike = [.. ((float[])[0, 0.3f, 0.6f, 1]).Select(diversity => Enumerable.Range(10, 20).Average(seed =>
        {
            Neighbour[] answers = MaximalMarginalRelevance.Choose(index.Search(SmallIndex.Vectors(1, D, seed), 60), index, 10, diversity);
            return answers.Average(one => answers.Where(other => other != one).Average(other => Cosine(index, one, other)));
        }))];
        Assert.That(alike, Is.Ordered.Descending);
    }

    [Test]
    public void The_item_whose_picture_asks_stands_first_and_pushes_nothing_away()
    {
        using EmbeddingIndex index = Index();
        float[] own = index.Embedding(17).ToArray();
        Neighbour[] ranking = index.Search(own, Items);
        Neighbour[] answers = MaximalMarginalRelevance.Choose(ranking, index, Items, 0.6f, own),
            others = MaximalMarginalRelevance.Choose(ranking[1..], index, Items, 0.6f);
        Assert.That(answers[0].Position, Is.EqualTo(17));
        Assert.That(answers[1..11].Select(answer => answer.Id).Except(others[..10].Select(answer => answer.Id)).Count(), Is.LessThanOrEqualTo(1),
            "the pool alone may differ, by its last place");
    }

    [Test]
    public void Where_there_is_nothing_to_choose_all_are_answers()
    {
        using EmbeddingIndex index = Index();
        Neighbour[] pool = index.Search(SmallIndex.Vectors(1, D, 4), 5);
        Assert.That(MaximalMarginalRelevance.Choose(pool, index, 10, 0.5f), Is.EqualTo(pool));
        Assert.That(MaximalMarginalRelevance.Choose([], index, 10, 0.5f), Is.Empty);
    }

    [Test]
    public void A_search_takes_diversity_from_its_options_and_a_picture_alone_its_own()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Create(pipeline.Describe("numbers"),
            [.. Enumerable.Range(0, Items).Select(i => SmallIndex.Item($"{i}", $"number {i}"))], SmallIndex.Vectors(Items, Columns.EmbeddingDimension, 5));
        var picture = FashionQuery.OfEmbeddings(null, SmallIndex.Vectors(1, Columns.EmbeddingDimension, 6));
        var words = new FashionQuery("a thing");
        Assert.That(Ids(picture, null), Is.EqualTo(Ids(picture, SearchOptions.PictureDiversity)).And.Not.EqualTo(Ids(picture, 0)));
        Assert.That(Ids(words, null), Is.EqualTo(Ids(words, 0)).And.Not.EqualTo(Ids(words, 1)));
        Assert.That(pipeline.Ask(picture, index, new SearchOptions { Understand = null }).Neighbours.Select(found => found.Id),
            Is.EqualTo(pipeline.Ask(picture, index, new SearchOptions { Understand = null, Diversity = 0 }).Neighbours.Select(found => found.Id)));
        // "Not black" is cut out of the query, but the picture does not ask alone.
        var refusing = FashionQuery.OfEmbeddings("not black", SmallIndex.Vectors(1, Columns.EmbeddingDimension, 6));
        Assert.That(Ids(refusing, null), Is.EqualTo(Ids(refusing, 0)));
        foreach (float wrong in (float[])[-0.1f, 1.1f, float.NaN])
            Assert.That(() => pipeline.Ask(words, index, new SearchOptions { Diversity = wrong }).Neighbours,
                Throws.ArgumentException.With.Message.Contains("from 0 to 1"));

        string[] Ids(FashionQuery query, float? diversity) =>
            [.. pipeline.Ask(query, index, new SearchOptions { Diversity = diversity }).Neighbours.Select(found => found.Id)];
    }

    static EmbeddingIndex Index() =>
        EmbeddingIndex.Create(SmallIndex.Description, [.. Enumerable.Range(0, Items).Select(i => SmallIndex.Item($"{i}", $"number {i}"))],
            SmallIndex.Vectors(Items, D, 2), D);

    static double Cosine(EmbeddingIndex index, Neighbour one, Neighbour other) =>
        SmallIndex.Dot(index.Embedding(one.Position), index.Embedding(other.Position));
}
