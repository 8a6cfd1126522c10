using System.Collections.Concurrent;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Pipeline;

/// <summary>A pipeline that is closed while it is used: before, ONNX Runtime took the process down with it.</summary>
public sealed class ClosingTests
{
    const int Threads = 16, Rounds = 4;

    [Test]
    public void What_is_asked_of_a_closed_pipeline_is_refused_in_a_sentence_and_opens_nothing()
    {
        FashionPipeline used = FashionPipeline.Load(TinyModels.Folder), unused = FashionPipeline.Load(TinyModels.Folder);
        EmbeddingIndex index = Index(used);
        OnnxScorer scorer = used.Models[ModelRole.TextEncoder];
        foreach (FashionPipeline pipeline in (FashionPipeline[])[used, unused])
        {
            pipeline.Dispose();
            pipeline.Dispose();
            foreach (Action ask in (Action[])[
                () => pipeline.EmbedTexts(["a red dress"]), () => pipeline.EmbedImages([SmallIndex.Picture(9, 9, 9)]), () =>
                    pipeline.Prepare([new FashionQuery("red")]),
                () => pipeline.Draw(new FashionQuery("red"), 1), () => pipeline.Ask(new FashionQuery("red"), index), () =>
                    _ = pipeline.Models[ModelRole.Generator], () => _ = pipeline.Tokenizer])
                Assert.That(ask, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("were closed"));
        }

        Assert.That(() => scorer.Run(1, new ScorerInput(Columns.InputIds, new long[] { 1 }), new ScorerInput(Columns.AttentionMask, new long[] { 1 })),
            Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("text-encoder.onnx"));
    }

    [Test]
    public void Searches_under_way_finish_and_later_ones_are_refused_while_a_pipeline_is_closed_under_sixteen_threads()
    {
        string[] expected;
        EmbeddingIndex index;
        using (FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder))
        {
            index = Index(pipeline);
            expected = [.. Enumerable.Range(0, Threads).Select(i => Answer(pipeline, index, i))];
        }

        int answered = 0, refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
            var wrong = new ConcurrentQueue<string>();
            // In the first round the models are opened under the closing, too.
            if (round > 0)
                Answer(pipeline, index, 0);
            using var begun = new CountdownEvent(Threads);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
            {
                begun.Signal();
                try
                {
                    while (true)
                    {
                        string answer = Answer(pipeline, index, i);
                        Interlocked.Increment(ref answered);
                        if (answer != expected[i])
                            wrong.Enqueue(answer);
                    }
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (Exception e)
                {
                    wrong.Enqueue(e.ToString());
                }
            }))];
            foreach (Thread thread in threads)
                thread.Start();
            begun.Wait();
            Thread.Sleep(20 * round);
            pipeline.Dispose();
            foreach (Thread thread in threads)
                thread.Join();
            Assert.That(wrong, Is.Empty);
        }

        TestContext.Out.WriteLine($"{answered} searches answered, {refused} threads refused in the end");
        Assert.That(refused, Is.EqualTo(Threads * Rounds), "each thread meets the end");
        Assert.That(answered, Is.Positive);
    }

    [Test]
    public void A_search_that_was_begun_opens_what_it_still_needs_after_the_pipeline_was_closed()
    {
        FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using (pipeline.Models.Begin())
        {
            pipeline.Dispose();
            Assert.That(pipeline.EmbedTexts(["a red dress"]), Has.Length.EqualTo(Columns.EmbeddingDimension));
            Task other;
            using (ExecutionContext.SuppressFlow())
                other = Task.Run(() => pipeline.EmbedTexts(["a red dress"]));
            Assert.That(() => other.GetAwaiter().GetResult(), Throws.TypeOf<ObjectDisposedException>(), "another's begins too late");
        }

        Assert.That(() => pipeline.EmbedTexts(["a red dress"]), Throws.TypeOf<ObjectDisposedException>());
    }

    static EmbeddingIndex Index(FashionPipeline pipeline)
    {
        RgbImage[] pictures = [.. Enumerable.Range(0, 8).Select(i => SmallIndex.Picture((byte)(30 * i), (byte)(255 - 30 * i), 90))];
        return EmbeddingIndex.Create(pipeline.Describe("pictures"), [.. pictures.Select((_, i) => SmallIndex.Item($"i{i}", $"title {i}"))],
            pipeline.EmbedImages(pictures));
    }

    static string Answer(FashionPipeline pipeline, EmbeddingIndex index, int i) =>
        string.Join(' ', pipeline.Ask(new FashionQuery($"a red dress number {i}", SmallIndex.Picture((byte)(i * 10), 40, 40)), index)
            .Neighbours.Select(found => $"{found.Id}{found.Score:F5}"));
}
