using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>So much at a time, so much waiting, and no more.</summary>
public sealed class WorkLaneTests
{
    [Test]
    public async Task What_does_not_fit_is_turned_away_and_what_waits_has_its_turn()
    {
        using WorkLane lane = new("test", atOnce: 1, waiting: 1);
        LanePlace running = await lane.EnterAsync(CancellationToken.None);
        Task<int> waiting = lane.RunAsync(() => 2, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lane.IsFull, Is.True);
            Assert.That(async () => await lane.RunAsync(() => 3, CancellationToken.None), Throws.TypeOf<BusyException>());
        }

        running.Dispose();
        Assert.That(await waiting, Is.EqualTo(2));
        running.Dispose();
        Assert.That(await lane.RunAsync(() => 4, CancellationToken.None), Is.EqualTo(4));
    }

    [Test]
    public async Task Who_goes_gives_the_place_to_another()
    {
        using WorkLane lane = new("test", atOnce: 1, waiting: 1);
        using var gone = new CancellationTokenSource();
        LanePlace running = await lane.EnterAsync(CancellationToken.None);
        bool wasDone = false;
        Task<bool> waiting = lane.RunAsync(() => wasDone = true, gone.Token);
        await gone.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Task<int> next = lane.RunAsync(() => 2, CancellationToken.None);
        running.Dispose();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await next, Is.EqualTo(2));
            Assert.That(wasDone, Is.False);
        }
    }

    [Test]
    public async Task Long_work_is_done_on_the_lanes_own_threads_one_after_the_other()
    {
        using WorkLane lane = new("test", atOnce: 2, waiting: 10, new LaneThreads("test", 1, yields: true));
        int running = 0;
        (string? Name, bool IsPool, int Running)[] done = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => lane.RunAsync(() =>
        {
            int now = Interlocked.Increment(ref running);
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
            return (Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread, now);
        }, CancellationToken.None)));
        Assert.That(done.Distinct(), Is.EqualTo([("lane test", false, 1)]));
    }

    [Test]
    public void What_fails_on_a_lanes_thread_fails_where_it_was_asked_for()
    {
        using WorkLane lane = new("test", atOnce: 1, waiting: 0, new LaneThreads("test", 1, yields: false));
        Assert.That(async () => await lane.RunAsync<int>(() => throw new FormatException("so"), CancellationToken.None), Throws.TypeOf<FormatException>());
        Assert.That(async () => await lane.RunAsync(() => 1, CancellationToken.None), Is.EqualTo(1));
    }
}
