using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Pipeline;

/// <summary>Many at once, for long: answers stay the same, and memory settles.</summary>
/// <remarks>MLNETFASHION_LOAD_SEARCHES says how many searches; MLNETFASHION_LOAD_MODELS names
/// a folder of models to search with, in place of tiny ones.</remarks>
public sealed class LoadTests
{
    const string Variable = "MLNETFASHION_LOAD_SEARCHES", ModelsVariable = "MLNETFASHION_LOAD_MODELS";

    const int Threads = 16, FewSearches = 640, Parts = 4;

    // Pages of the allocators of this process and of ONNX Runtime, for each of the threads.
    const long Slack = 48 << 20;

    static readonly string[] s_requests =
    [
        "a red dress", "blue striped shirt for men", "sneakers without laces", "a black handbag and white heels", "something warm for winter",
            "not black trousers", "floral skirt", "green coat",
        "a watch", "long-sleeved cotton t-shirt", "sandals", "grey hoodie", "an elegant evening gown", "checked shirt", "yellow raincoat", "kurta",
    ];

    [Test]
    public void Sixteen_threads_get_the_answers_of_one_and_memory_settles()
    {
        bool isFull = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int searches);
        string models = Environment.GetEnvironmentVariable(ModelsVariable) ?? TinyModels.Folder;
        using FashionPipeline pipeline = FashionPipeline.Load(models, new OnnxScorerOptions { Threads = 1 });
        using TemporaryFolder folder = new();
        var indexer = new CatalogueIndexer(pictures => pipeline.EmbedImages(pictures));
        indexer.Build(SampleCatalogue.Draw(isFull ? 2000 : 60), folder.Path, pipeline.Describe("load"), new RejectLog());
        using var index = EmbeddingIndex.Open(folder.Path);
        string[] expected = [.. s_requests.Select(Answer)];

        var wrong = new ConcurrentQueue<string>();
        var memory = new List<long>();
        var watch = Stopwatch.StartNew();
        for (int part = 0; part < Parts; part++)
        {
            int left = (isFull ? searches : FewSearches) / Parts;
            OnThreads(Threads, thread =>
            {
                for (int i = thread; Interlocked.Decrement(ref left) >= 0; i++)
                {
                    if (Answer(s_requests[i % s_requests.Length]) is var answer && answer != expected[i % s_requests.Length])
                        wrong.Enqueue($"{s_requests[i % s_requests.Length]}: {answer}");
                }
            });
            // The collector keeps room for the next bout of work; what it gives back when it is asked to is not needed.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            memory.Add(Environment.WorkingSet);
            TestContext.Out.WriteLine($"{(part + 1) * (isFull ? searches : FewSearches) / Parts:N0} searches, {watch.Elapsed.TotalSeconds:F1} s, "
                + $"{memory[^1] >> 20} MB, {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB of it managed");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(memory[^1], Is.LessThan(memory[0] + Slack), "what is needed is there after the first part");

        string Answer(string request) => string.Join('|', pipeline.Ask(new FashionQuery(request), index, new SearchOptions { Top = 5 })
            .Neighbours.Select(found => $"{found.Id} {BitConverter.SingleToInt32Bits(found.Score)}"));
    }

    [Test]
    public void Twenty_searchers_meet_the_old_index_or_the_new_one_while_it_is_replaced()
    {
        int replacements = Environment.GetEnvironmentVariable(Variable) is null ? 10 : 500;
        using TemporaryFolder folder = new();
        string[] answers = [.. ((int[])[1, 0]).Select(seed =>
        {
            SmallIndex.Write(folder.Path, seed);
            return SmallIndex.Answers(folder.Path);
        })];
        int opened = 0;
        using var over = new ManualResetEventSlim();
        Task writing = Task.Factory.StartNew(() =>
        {
            for (int i = 0; i < replacements; i++)
            {
                // Searchers get their turn between two of them.
                int before = Volatile.Read(ref opened);
                SmallIndex.Write(folder.Path, i % 2);
                SpinWait.SpinUntil(() => Volatile.Read(ref opened) > before + 20 || over.IsSet);
            }

            over.Set();
        }, TaskCreationOptions.LongRunning);
        OnThreads(20, _ =>
        {
            try
            {
                while (!over.IsSet)
                {
                    string answer = SmallIndex.Answers(folder.Path);
                    Assert.That(answer, Is.AnyOf(answers));
                    Interlocked.Increment(ref opened);
                }
            }
            finally
            {
                over.Set();
            }
        });
        Assert.That(() => writing.GetAwaiter().GetResult(), Throws.Nothing);
        Assert.That(opened, Is.GreaterThan(replacements * 20));
        TestContext.Out.WriteLine($"{replacements} replacements, {opened:N0} indexes opened and searched");
    }

    static void OnThreads(int count, Action<int> work)
    {
        Task[] threads = [.. Enumerable.Range(0, count).Select(thread =>
            Task.Factory.StartNew(() => work(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(threads);
    }
}
