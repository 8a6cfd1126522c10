using System.Numerics.Tensors;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Tests.Models;
using MlNetFashion.Training.Generator.Measuring;

namespace MlNetFashion.Tests.Commands;

/// <summary>The best of several pictures, which <c>fashion measure --best-of</c> judges.</summary>
public sealed class BestOfTests
{
    const int N = 4;

    // More than are drawn together, so that rows of several batches are told apart.
    static readonly FashionQuery[] s_queries =
        [.. from colour in new[]
        {
            "red",
            "blue",
            "white",
            "black",
            "green",
            "yellow"
        } from kind in new[] { "dress", "jeans", "shirt", "handbag", "sandals", "watch", "kurta" } select new FashionQuery($"{colour} {kind}")];

    static readonly FashionPipeline s_pipeline = FashionPipeline.Load(TinyModels.Folder);

    [OneTimeTearDown]
    public void CloseModels() => s_pipeline.Dispose();

    [Test]
    public void It_is_at_least_as_near_to_its_query_as_the_first([Values] bool drawings, [Values(1, 7)] long seed)
    {
        float[] first = Nearness(Painter(drawings, bestOf: 1).Draw(s_queries, seed, _ => 0)),
            best = Nearness(Painter(drawings, N).Draw(s_queries, seed, _ => 0));
        for (int i = 0; i < s_queries.Length; i++)
            Assert.That(best[i], Is.GreaterThanOrEqualTo(first[i] - 1e-6f), s_queries[i].Text);
        Assert.That(best.Zip(first).Count(pair => pair.First > pair.Second + 1e-3f), Is.GreaterThan(s_queries.Length / 2),
            "three more tries seldom are in vain");
    }

    [Test]
    public void It_is_the_nearest_of_as_many_pictures_that_no_other_number_of_the_seed_gets()
    {
        RgbImage[] best = Painter(drawings: false, N).Draw(s_queries, seed: 3, row => row);
        RgbImage[][] tries = [.. Enumerable.Range(0, N)
            .Select(attempt => Painter(drawings: false, bestOf: 1).Draw(s_queries, seed: 3, row => row * N + attempt))];
        float[][] near = [.. tries.Select(Nearness)];
        for (int i = 0; i < s_queries.Length; i++)
        {
            int nearest = Enumerable.Range(0, N).MaxBy(attempt => near[attempt][i]);
            Assert.That(best[i].Pixels, Is.EqualTo(tries[nearest][i].Pixels), s_queries[i].Text);
        }
    }

    [Test]
    public void The_best_of_one_is_the_one() =>
        Assert.That(Painter(drawings: false, bestOf: 1).Draw(s_queries, seed: 3, row => row).Select(picture => picture.Pixels),
            Is.EqualTo(new QueryPainter(s_pipeline, s_pipeline.Models, drawings: false).Draw(s_queries, seed: 3, row => row)
                .Select(picture => picture.Pixels)));

    static QueryPainter Painter(bool drawings, int bestOf) => new(s_pipeline, s_pipeline.Models, drawings, bestOf);

    // Cosine of each query and its picture, seen by the image encoder.
    static float[] Nearness(RgbImage[] pictures)
    {
        float[] queries = s_pipeline.Compose(s_queries), seen = s_pipeline.EmbedImages(pictures);
        int length = queries.Length / s_queries.Length;
        return [.. Enumerable.Range(0, s_queries.Length)
            .Select(i => TensorPrimitives.Dot<float>(queries.AsSpan(i * length, length), seen.AsSpan(i * length, length)))];
    }
}
