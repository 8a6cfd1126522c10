using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class EmbeddingIndexSearchTests
{
    const int Dimension = 12;

    // More rows than one block holds, so that the parallel scan and its merging are met.
    static readonly float[] s_vectors = SmallIndex.Vectors(10_000, Dimension, seed: 5);
    static readonly EmbeddingIndex s_index = Make(s_vectors);

    static EmbeddingIndex Make(float[] vectors) => EmbeddingIndex.Create(
        SmallIndex.Description,
        [.. Enumerable.Range(0, vectors.Length / Dimension)
            .Select(i => SmallIndex.Item($"{i}", "", ("parity", i % 2 == 0 ? "even" : "odd"), ("tenth", $"{i % 10}")))],
        vectors, Dimension);

    [Test]
    public void Search_finds_what_sorting_all_exact_scores_finds() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 300]).Sample((seed, top) =>
        {
            float[] query = SmallIndex.Vectors(1, Dimension, seed);
            double[] exact = [.. Enumerable.Range(0, 10_000).Select(i => SmallIndex.Dot(query, s_vectors.AsSpan(i * Dimension, Dimension)))];
            double[] best = [.. exact.OrderDescending().Take(top)];

            Neighbour[] found = s_index.Search(query, top);

            Assert.That(found, Has.Length.EqualTo(top));
            Assert.That(found.Select(neighbour => neighbour.Position), Is.Unique);
            for (int rank = 0; rank < top; rank++)
            {
                Assert.That(found[rank].Id, Is.EqualTo($"{found[rank].Position}"));
                Assert.That(exact[found[rank].Position], Is.EqualTo(best[rank]).Within(1e-6), $"rank {rank}");
                Assert.That(found[rank].Score, Is.EqualTo(exact[found[rank].Position]).Within(1e-6), $"rank {rank}");
            }
        }, iter: 40);

    [Test]
    public void Every_item_is_nearest_to_itself()
    {
        for (int row = 0; row < s_index.Count; row += 97)
        {
            Neighbour nearest = s_index.Search(s_index.Embedding(row), 1).Single();
            Assert.That(nearest.Position, Is.EqualTo(row));
            Assert.That(nearest.Score, Is.EqualTo(1).Within(1e-6));
        }
    }

    [Test]
    public void Equal_scores_come_in_the_order_of_the_rows_however_many_are_asked_for()
    {
        // 9,000 equal rows over three blocks: what is kept and its order depend on the ties alone.
        float[] one = SmallIndex.Vectors(1, Dimension, seed: 3);
        float[] vectors = [.. Enumerable.Range(0, 9_000).SelectMany(_ => one)];
        EmbeddingIndex index = Make(vectors);
        foreach (int top in (int[])[1, 7, 5_000, 20_000])
            Assert.That(index.Search(one, top).Select(found => found.Position), Is.EqualTo(Enumerable.Range(0, Math.Min(top, 9_000))));
    }

    [Test]
    public void Searches_from_many_threads_give_what_one_thread_gets()
    {
        float[] queries = SmallIndex.Vectors(50, Dimension, seed: 8);
        string[] alone = [.. Enumerable.Range(0, 50).Select(Answer)];
        string[] together = new string[50];
        Parallel.For(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Answer(i));
        Assert.That(together, Is.EqualTo(alone));

        string Answer(int i) => string.Join(" ", s_index.Search(queries.AsSpan(i * Dimension, Dimension), 20)
            .Select(found => $"{found.Id}:{BitConverter.SingleToInt32Bits(found.Score)}"));
    }

    [Test]
    public void A_fused_score_is_the_weighted_sum_of_the_parts_which_are_kept() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Float[-1, 1], Gen.Float[0.1f, 1]).Sample((seed, first, second) =>
        {
            float[] vectors = SmallIndex.Vectors(2, Dimension, seed);
            QueryPart[] parts = [new("text", vectors.AsMemory(0, Dimension), first), new("composed", vectors.AsMemory(Dimension), second)];
            double[] exact = [.. Enumerable.Range(0, 10_000).Select(i =>
                first * SmallIndex.Dot(vectors.AsSpan(0, Dimension), s_vectors.AsSpan(i * Dimension, Dimension)) +
                second * SmallIndex.Dot(vectors.AsSpan(Dimension), s_vectors.AsSpan(i * Dimension, Dimension)))];
            double[] best = [.. exact.OrderDescending().Take(25)];

            Neighbour[] found = s_index.Search(parts, 25);

            for (int rank = 0; rank < found.Length; rank++)
            {
                Neighbour neighbour = found[rank];
                Assert.That(exact[neighbour.Position], Is.EqualTo(best[rank]).Within(1e-5));
                Assert.That(neighbour.Parts.Select(part => (part.Name, part.Weight)), Is.EqualTo(((string, float)[])[("text", first), ("composed", second)]));
                Assert.That(neighbour.Parts.Sum(part => part.Weight * part.Cosine), Is.EqualTo(neighbour.Score).Within(1e-5));
            }
        }, iter: 20);

    [Test]
    public void A_filter_leaves_the_best_of_those_that_pass()
    {
        float[] query = SmallIndex.Vectors(1, Dimension, seed: 77);
        Neighbour[] all = s_index.Search(query, 10_000);

        Neighbour[] found = s_index.Search(query, 50, AttributeFilter.Parse("parity=EVEN", "tenth=4|7|8"));

        Assert.That(found.Select(neighbour => neighbour.Id),
            Is.EqualTo(all.Where(neighbour => neighbour.Position % 10 is 4 or 8).Take(50).Select(neighbour => neighbour.Id)));
    }

    [Test]
    public void A_filter_that_nothing_passes_gives_no_answers() =>
        Assert.That(s_index.Search(SmallIndex.Vectors(1, Dimension, 1), 10, AttributeFilter.Parse("parity=even,tenth=3")), Is.Empty);

    [Test]
    public void A_query_of_another_length_is_refused_with_both_lengths() =>
        Assert.That(() => s_index.Search(new float[128], 10), Throws.ArgumentException.With.Message.Contains("128").And.Message.Contains("12"));

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void A_query_that_is_not_finite_is_refused(float number)
    {
        float[] query = new float[Dimension];
        query[3] = number;
        Assert.That(() => s_index.Search(query, 10), Throws.ArgumentException.With.Message.Contains("not finite"));
        Assert.That(() => s_index.Search([new QueryPart("text", new float[Dimension], number)], 10),
            Throws.ArgumentException.With.Message.Contains("not finite"));
    }

    [TestCase(0)]
    [TestCase(-3)]
    public void Fewer_than_one_answer_is_refused(int top) =>
        Assert.That(() => s_index.Search(new float[Dimension], top),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("one item or more"));

    [Test]
    public void No_parts_are_refused() => Assert.That(() => s_index.Search((QueryPart[])[], 10), Throws.ArgumentException);

    [Test]
    public void Rows_that_are_not_of_unit_length_are_refused_by_id()
    {
        float[] vectors = SmallIndex.Vectors(3, 4, seed: 1);
        vectors[5] += 0.1f;
        CatalogueItem[] items = [SmallIndex.Item("a"), SmallIndex.Item("b"), SmallIndex.Item("c")];
        Assert.That(() => EmbeddingIndex.Create(SmallIndex.Description, items, vectors, 4), Throws.ArgumentException.With.Message.Contains("\"b\""));
    }

    [Test]
    public void An_id_that_comes_twice_is_refused() => Assert.That(
        () => EmbeddingIndex.Create(SmallIndex.Description, [SmallIndex.Item("a"), SmallIndex.Item("a")], SmallIndex.Vectors(2, 4, 1), 4),
        Throws.ArgumentException.With.Message.Contains("\"a\" comes twice"));

    [Test]
    public void Ids_are_found_exactly()
    {
        Assert.That(s_index.PositionOf("4321"), Is.EqualTo(4321));
        Assert.That(s_index.PositionOf("04321"), Is.EqualTo(-1));
    }

    [Test]
    public void Many_searches_at_once_give_what_each_gives_to_the_bit([Values(1, 47, 48, 49, 200)] int queries, [Values(3, 33, 128)] int dimension)
    {
        const int Rows = 5000;
        float[] vectors = SmallIndex.Vectors(Rows, dimension, seed: 1);
        // Ties, too.
        vectors.AsSpan(0, 20 * dimension).CopyTo(vectors.AsSpan(^(20 * dimension)));
        EmbeddingIndex index = EmbeddingIndex.Create(SmallIndex.Description,
            [.. Enumerable.Range(0, Rows).Select(i => SmallIndex.Item($"{i}", "", ("third", $"{i % 3}")))], vectors, dimension);
        ReadOnlyMemory<float>[] asked = [.. Enumerable.Range(0, queries).Select(i => new ReadOnlyMemory<float>(i % 2 == 0
            ? SmallIndex.Vectors(1, dimension, seed: i + 2) : [.. index.Embedding(i).ToArray().Select(number => 3 * number)]))];
        foreach (AttributeFilter? where in (AttributeFilter?[])[null, AttributeFilter.Parse("third=1")])
        {
            Neighbour[][] found = index.SearchMany(asked, 12, where);
            Assert.That(found.Select(answer => answer.Select(one => (one.Position, one.Score))),
                Is.EqualTo(asked.Select(query => index.Search(query.Span, 12, where).Select(one => (one.Position, one.Score)))));
        }

        Assert.That(index.SearchMany([], 1), Is.Empty);
        Assert.That(() => index.SearchMany([new float[dimension + 1]], 1), Throws.ArgumentException);
    }
}
