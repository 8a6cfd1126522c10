using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class ScoredRowTests
{
    static readonly float[] s_scores =
        [float.NegativeInfinity, float.MinValue, -1, -0.5f, -float.Epsilon, 0, float.Epsilon, 0.25f, 1, float.MaxValue, float.PositiveInfinity];

    [Test]
    public void Keys_order_as_scores_do_and_of_equal_ones_the_earlier_row_is_better()
    {
        ScoredRow[] worseToBetter = [.. s_scores.SelectMany(score => (ScoredRow[])[new(score, int.MaxValue), new(score, 7), new(score, 0)])];
        Assert.That(worseToBetter.Select(row => row.Key), Is.Ordered.Ascending.And.Unique);
        Assert.That(worseToBetter.Select(row => ScoredRow.OfKey(row.Key)), Is.EqualTo(worseToBetter));
        Assert.That(new ScoredRow(-0f, 3).CompareTo(new ScoredRow(0, 3)), Is.Zero);
        Assert.That(new ScoredRow(float.NaN, 0), Is.LessThan(new ScoredRow(float.NegativeInfinity, int.MaxValue)));
    }

    [Test]
    public void A_heap_gives_keys_largest_first_whatever_was_pushed_and_replaced([Range(1, 5)] int seed)
    {
        var random = new Random(seed);
        var heap = new KeyHeap();
        var there = new List<ulong>();
        for (int i = 0; i < 2000; i++)
        {
            ulong key = (ulong)random.NextInt64(300);
            if (there.Count == 0 || random.Next(5) < 3)
            {
                heap.Push(key);
            }
            else
            {
                Assert.That(heap.Top, Is.EqualTo(there.Max()));
                there.Remove(heap.Top);
                if (random.Next(2) == 0)
                {
                    heap.Pop();
                    continue;
                }

                heap.ReplaceTop(key);
            }

            there.Add(key);
        }

        Assert.That(heap.Unordered.ToArray(), Is.EquivalentTo(there));
        Assert.That(Enumerable.Range(0, heap.Count).Select(_ => heap.Pop()), Is.EqualTo(there.OrderDescending()));
    }
}
