using CsCheck;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class NearDuplicatesTests
{
    const int Dimension = 12, Different = 40;
    const float From = 0.98f;

    // Of each of forty vectors up to five rows that are nearly equal, in disorder.
    static readonly EmbeddingIndex s_index = Make();

    [Test]
    public void What_is_kept_and_what_stands_behind_it_are_the_beginning_of_the_whole_ranking() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, Different + 20]).Sample((seed, top) =>
        {
            QueryPart[] parts = [new("text", SmallIndex.Vectors(1, Dimension, seed))];
            Neighbour[] folded = s_index.Search(parts, top, null, ItemAdjustment.None, From), all = s_index.Search(parts, s_index.Count);

            int[] positions = [.. folded.SelectMany(found => found.Alike.Prepend(found)).Select(found => found.Position)];
            Assert.That(positions, Is.EquivalentTo(all.Take(positions.Length).Select(found => found.Position)));
            Assert.That(folded.Select(found => found.Position),
                Is.EqualTo(all.Select(found => found.Position).Where(position => folded.Any(found => found.Position == position))));
            Assert.That(folded, Has.Length.EqualTo(Math.Min(top, Different)));
            Assert.That(folded[^1].Alike, top < Different ? Is.Empty : Is.Not.Null, "The ranking is read no further than to the last that is shown.");
        }, iter: 60);

    [Test]
    public void Nothing_that_is_kept_is_like_another_and_everything_behind_is_like_its_first()
    {
        Neighbour[] folded = s_index.Search([new QueryPart("text", SmallIndex.Vectors(1, Dimension, 3))], Different, null, ItemAdjustment.None, From);
        foreach (Neighbour found in folded)
        {
            Assert.That(found.Alike.Select(other => Cosine(found, other)), Is.All.GreaterThanOrEqualTo(From));
            Assert.That(found.Alike.Prepend(found).Select(other => other.Score), Is.Ordered.Descending);
            Assert.That(folded.Where(other => other != found).Select(other => Cosine(found, other)), Is.All.LessThan(From));
        }
    }

    [Test]
    public void A_threshold_that_makes_everything_alike_is_refused() => Assert.That(
        () => s_index.Search([new QueryPart("text", SmallIndex.Vectors(1, Dimension, 3))], 5, null, ItemAdjustment.None, 0),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0"));

    static double Cosine(Neighbour one, Neighbour other) => SmallIndex.Dot(s_index.Embedding(one.Position), s_index.Embedding(other.Position));

    static EmbeddingIndex Make()
    {
        var random = new Random(4);
        float[] different = SmallIndex.Vectors(Different, Dimension, 9);
        float[][] rows = [.. Enumerable.Range(0, Different)
            .SelectMany(i => Enumerable.Range(0, 1 + i % 5).Select(_ => Near(different[(i * Dimension)..((i + 1) * Dimension)], random)))];
        random.Shuffle(rows);
        return EmbeddingIndex.Create(SmallIndex.Description, [.. rows.Select((_, i) => SmallIndex.Item($"{i}"))],
            rows.SelectMany(row => row).ToArray(), Dimension);
    }

    static float[] Near(float[] vector, Random random)
    {
        double[] moved = [.. vector.Select(number => number + (random.NextDouble() - 0.5) * 0.02)];
        double length = Math.Sqrt(moved.Sum(number => number * number));
        return [.. moved.Select(number => (float)(number / length))];
    }
}
