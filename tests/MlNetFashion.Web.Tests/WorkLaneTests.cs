using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>So much at a time, so much waiting, and no more.</summary>
public sealed class WorkLaneTests
{
    [Test]
    public async Task What_does_not_fit_is_turned_away_and_what_waits_has_its_turn()
    {
        using WorkLane lane = new("test", atOnce: 1, waiting: 1);
        var hold = new TaskCompletionSource<int>();
        Task<int> running = lane.RunAsync(() => hold.Task, CancellationToken.None);
        Task<int> waiting = lane.RunAsync(() => 2, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lane.IsFull, Is.True);
            Assert.That(async () => await lane.RunAsync(() => 3, CancellationToken.None), Throws.TypeOf<BusyException>());
        }

        hold.SetResult(1);
        Assert.That(await Task.WhenAll(running, waiting), Is.EqualTo([1, 2]));
        Assert.That(await lane.RunAsync(() => 4, CancellationToken.None), Is.EqualTo(4));
    }

    [Test]
    public async Task Who_goes_gives_the_place_to_another()
    {
        using WorkLane lane = new("test", atOnce: 1, waiting: 1);
        using var gone = new CancellationTokenSource();
        var hold = new TaskCompletionSource<int>();
        Task<int> running = lane.RunAsync(() => hold.Task, CancellationToken.None);
        bool wasDone = false;
        Task<bool> waiting = lane.RunAsync(() => wasDone = true, gone.Token);
        await gone.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Task<int> next = lane.RunAsync(() => 2, CancellationToken.None);
        hold.SetResult(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await running + await next, Is.EqualTo(3));
            Assert.That(wasDone, Is.False);
        }
    }
}
