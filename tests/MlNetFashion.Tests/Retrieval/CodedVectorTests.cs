using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class CodedVectorTests
{
    [Test]
    public void The_bound_is_never_below_the_true_product_and_not_far_above([Values(1, 3, 16, 31, 128, 200, 768, 5000)] int dimension)
    {
        var random = new Random(dimension);
        double farthest = 0;
        for (int i = 0; i < 400; i++)
        {
            float[] row = Unit(random, dimension, i), query = Unit(random, dimension, i / 20);
            if (i % 7 == 0)
                row = query;
            for (int j = 0; j < dimension && i % 3 == 0; j++)
                query[j] *= 3;
            sbyte[] codes = new sbyte[dimension];
            (float scale, float error) = CodedVector.Encode(row, codes);
            double exact = SmallIndex.Dot(row, query);
            float most = new CodedQuery(query).Most(codes, scale, error);
            Assert.That(most, Is.GreaterThanOrEqualTo(Math.Max(exact, DotProduct.Of(row, query))));
            farthest = Math.Max(farthest, (most - exact) / Math.Sqrt(SmallIndex.Dot(query, query)));
        }

        Assert.That(farthest, Is.LessThan(0.05), "a bound of nothing would look at all rows");
    }

    [Test]
    public void A_product_of_codes_is_the_sum_of_its_products([Range(1, 70)] int length)
    {
        var random = new Random(length);
        sbyte[] codes = [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
        short[] query = [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(-4095, 4096))];
        Assert.That(CodedVector.Product(codes, query), Is.EqualTo(codes.Zip(query, (code, number) => code * number).Sum()));
    }

    [Test]
    public void So_is_a_product_of_two_rows_codes([Range(1, 70)] int length)
    {
        var random = new Random(length);
        sbyte[] one = [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
        sbyte[] other = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? (sbyte)-127 : (sbyte)random.Next(-127, 128))];
        Assert.That(CodedVector.Product(one, other), Is.EqualTo(one.Zip(other, (left, right) => left * right).Sum()));
    }

    [Test]
    public void An_index_whose_codes_are_read_first_answers_as_one_without_to_the_bit([Values] bool clustered)
    {
        const int Rows = 20_000, D = 24;
        using TemporaryFolder folder = new();
        var random = new Random(7);
        float[][] centres = [.. Enumerable.Range(0, 30).Select(_ => Unit(random, D, 1))];
        float[][] vectors = [.. Enumerable.Range(0, Rows).Select(i => clustered ? Near(centres[i % 30], random) : Unit(random, D, 1))];
        // Ties, too: the earlier row comes first.
        for (int i = 0; i < 200; i++)
            vectors[^(i + 1)] = vectors[i];
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, D, thumbnails: false))
        {
            for (int i = 0; i < Rows; i++)
                writer.Add(SmallIndex.Item($"{i}", "", ("tenth", $"{i % 10}")), vectors[i]);
            writer.Commit();
        }

        using EmbeddingIndex coded = EmbeddingIndex.Open(folder.Path);
        EmbeddingIndex plain = EmbeddingIndex.Create(SmallIndex.Description, [.. Enumerable.Range(0, Rows).Select(coded.Item)],
            [.. vectors.SelectMany(vector => vector)], D);
        var adjustment = new ItemAdjustment([("bonus", [.. Enumerable.Range(0, Rows).Select(i => i % 50 == 0 ? 0.3f : 0)])], null);
        foreach (AttributeFilter? where in (AttributeFilter?[])[null, AttributeFilter.Parse("tenth=3")])
        {
            for (int i = 0; i < 10; i++)
            {
                QueryPart[] parts = [new("one", vectors[i * 17]), new("other", Unit(random, D, 1), -0.4f)];
                foreach (ItemAdjustment how in (ItemAdjustment[])[ItemAdjustment.None, adjustment])
                    Assert.That(coded.Search(parts, 50, where, how, null).Select(found => (found.Position, found.Score)),
                        Is.EqualTo(plain.Search(parts, 50, where, how, null).Select(found => (found.Position, found.Score))));
            }
        }
    }

    static float[] Near(float[] centre, Random random)
    {
        float[] vector = [.. centre.Select(number => number + 0.1f * (float)(random.NextDouble() - 0.5))];
        float norm = MathF.Sqrt(DotProduct.Of(vector, vector));
        return [.. vector.Select(number => number / norm)];
    }

    // Of all kinds: even, with one number alone, with very unequal ones.
    static float[] Unit(Random random, int dimension, int kind)
    {
        float[] vector = [.. Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        if (kind % 5 == 0)
            vector = [.. vector.Select((_, i) => i == 0 ? -1f : 0)];
        else if (kind % 5 == 2)
            vector = [.. vector.Select((number, i) => number / (1 + i * i))];
        float norm = MathF.Sqrt(DotProduct.Of(vector, vector));
        return [.. vector.Select(number => number / norm)];
    }
}
