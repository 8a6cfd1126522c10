using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class QueryScoreTests
{
    static QueryScore Of(string ranked, string relevant) =>
        QueryScore.Of(ranked.Split(' ', StringSplitOptions.RemoveEmptyEntries), relevant.Split(' ').ToHashSet());

    [Test]
    public void Scores_of_a_ranking_worked_out_by_hand()
    {
        // Relevant at ranks 2, 3 and 12, and one that was not found.
        QueryScore score = Of("x a b x1 x2 x3 x4 x5 x6 x7 x8 c", "a b c d");
        Assert.That(score.RecallAt(1), Is.Zero);
        Assert.That(score.RecallAt(10), Is.EqualTo(2 / 4.0));
        Assert.That(score.RecallAt(50), Is.EqualTo(3 / 4.0));
        Assert.That(score.PrecisionAt(10), Is.EqualTo(2 / 10.0));
        Assert.That((score.HitAt(1), score.HitAt(2), score.HitAt(10)), Is.EqualTo((0.0, 1.0, 1.0)));
        Assert.That(score.ReciprocalRank, Is.EqualTo(1 / 2.0));
        Assert.That(score.FirstRank, Is.EqualTo(2));
        Assert.That(score.AveragePrecision, Is.EqualTo((1 / 2.0 + 2 / 3.0 + 3 / 12.0) / 4).Within(1e-12));
    }

    [Test]
    public void A_perfect_ranking_scores_one_and_an_empty_one_nothing()
    {
        QueryScore perfect = Of("a b c d e f g h i j x y", "a b c d e f g h i j"), empty = Of("", "a");
        Assert.That((perfect.RecallAt(1), perfect.RecallAt(10), perfect.PrecisionAt(10), perfect.ReciprocalRank, perfect.AveragePrecision, perfect.FirstRank),
            Is.EqualTo((0.1, 1.0, 1.0, 1.0, 1.0, (int?)1)));
        Assert.That((empty.RecallAt(1), empty.RecallAt(50), empty.PrecisionAt(10), empty.ReciprocalRank, empty.AveragePrecision, empty.FirstRank),
            Is.EqualTo((0.0, 0.0, 0.0, 0.0, 0.0, (int?)null)));
    }

    [Test]
    public void Any_ranking_scores_what_the_definitions_say() =>
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 120).Select(i => $"{i}").ToArray()), Gen.Int[0, 120], Gen.Int[1, 60], Gen.Int[1, 130])
            .Sample((order, length, relevantCount, k) =>
        {
            string[] ranked = order[..length];
            HashSet<string> relevant = [.. Enumerable.Range(0, relevantCount).Select(i => $"{i * 2}")];
            QueryScore score = QueryScore.Of(ranked, relevant);

            double Recall(int k) => (double)ranked.Take(k).Intersect(relevant).Count() / relevant.Count;
            Assert.That(score.RecallAt(k), Is.EqualTo(Recall(k)));
            Assert.That(score.PrecisionAt(k), Is.EqualTo((double)ranked.Take(k).Count(relevant.Contains) / k));
            Assert.That(score.HitAt(k), Is.EqualTo(ranked.Take(k).Any(relevant.Contains) ? 1 : 0));
            int[] ranks = [.. relevant.Select(id => Array.IndexOf(ranked, id) + 1).Where(rank => rank > 0)];
            Assert.That(score.ReciprocalRank, Is.EqualTo(ranks.Length == 0 ? 0 : 1.0 / ranks.Min()));
            Assert.That(score.AveragePrecision,
                Is.EqualTo(ranks.Sum(rank => (double)ranks.Count(other => other <= rank) / rank) / relevant.Count).Within(1e-9));
        });

    [Test]
    public void Means_and_medians_are_taken_over_queries()
    {
        RetrievalScores Scores(params QueryScore[] scores) =>
            RetrievalScores.Of(scores, RetrievalMetric.All([1, 3], depth: 50), new ResamplingOptions { Samples = 20 });
        RetrievalScores even = Scores(Of("a", "a"), Of("x x1 a", "a"), Of("x a", "a"), Of("x", "a"));
        Assert.That(even.Queries, Is.EqualTo(4));
        Assert.That(even.Metrics.Select(metric => metric.Name),
            Is.EqualTo(new[] { "recall@1", "recall@3", "precision@1", "precision@3", "hit@3", "mrr", "map", "medianRank" }));
        Assert.That((even["recall@1"], even["recall@3"]), Is.EqualTo((0.25, 0.75)));
        Assert.That(even["precision@3"], Is.EqualTo(0.25).Within(1e-12));
        Assert.That(even["mrr"], Is.EqualTo((1 + 1 / 3.0 + 1 / 2.0) / 4).Within(1e-12));
        Assert.That(even["medianRank"], Is.EqualTo(2.5), "of 1, 2, 3 and 51");
        Assert.That(Scores(Of("a", "a"), Of("x", "a"), Of("x", "a"))["medianRank"], Is.EqualTo(51));
        Assert.That(() => even["ndcg"], Throws.ArgumentException.With.Message.Contains("recall@1, recall@3"));
    }
}
