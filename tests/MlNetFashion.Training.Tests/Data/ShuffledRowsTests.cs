using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class ShuffledRowsTests
{
    [Test]
    public void Every_row_is_seen_once_a_round_and_each_round_has_an_order_of_its_own()
    {
        var rows = new ShuffledRows(24, 4, seed: 1);
        int[][] rounds = [.. Enumerable.Range(0, 3).Select(round => Enumerable.Range(0, 6).SelectMany(step => rows.Of(round * 6 + step).ToArray()).ToArray())];
        foreach (int[] round in rounds)
            Assert.That(round.Order(), Is.EqualTo(Enumerable.Range(0, 24)));
        Assert.That(rounds.DistinctBy(round => string.Join(' ', round)).Count(), Is.EqualTo(3));
    }

    [Test]
    public void A_step_has_the_rows_that_it_has_whatever_was_asked_for_before()
    {
        ShuffledRows forwards = new(10, 3, seed: 7), backwards = new(10, 3, seed: 7);
        int[][] there = [.. Enumerable.Range(0, 9).Select(step => forwards.Of(step).ToArray())];
        int[][] back = [.. Enumerable.Range(0, 9).Reverse().Select(step => backwards.Of(step).ToArray())];
        Assert.That(back.Reverse(), Is.EqualTo(there));
        Assert.That(there.Take(3).SelectMany(rows => rows), Is.Unique, "ten rows make three batches of three");
        Assert.That(new ShuffledRows(10, 3, seed: 8).Of(0).ToArray(), Is.Not.EqualTo(there[0]));
    }

    [Test]
    public void Fewer_rows_than_a_batch_are_all_in_each()
    {
        var rows = new ShuffledRows(5, 20, seed: 1);
        Assert.That(rows.Batch, Is.EqualTo(5));
        Assert.That(rows.Of(3).ToArray(), Is.EquivalentTo(Enumerable.Range(0, 5)));
    }
}
