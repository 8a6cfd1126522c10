using MlNetFashion.Batch;
using MlNetFashion.Tests.Jobs;

namespace MlNetFashion.Tests.State;

[TestFixture(false)]
[TestFixture(true)]
public sealed class JobStoreTests(bool onPostgres)
{
    static readonly DateTimeOffset s_night = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan s_long = TimeSpan.FromMinutes(5), s_over = TimeSpan.FromMilliseconds(-1);

    [Test]
    public void Any_number_of_clocks_begin_a_run_once()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        int begun = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Count(_ => store.Begin("shop", s_night).IsNew);
        Assert.That((begun, store.Unfinished("shop").Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_step_is_taken_by_one_of_many_workers()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        store.Begin("shop", s_night);
        int taken = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Count(worker => store.Claim("shop", "m", $"{worker}", s_long,
            5) is not null);
        Assert.That(taken, Is.EqualTo(1));
    }

    [Test]
    public void What_a_worker_brings_after_its_lease_is_refused_and_changes_nothing()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        store.Begin("shop", s_night);
        Step late = store.Claim("shop", "m", "late", s_over, 5)!.Value;
        Step own = store.Claim("shop", "m", "own", s_long, 5)!.Value;
        Assert.That(own.Attempt, Is.EqualTo(late.Attempt + 1));
        Assert.That(store.Renew(late, s_long), Is.False);
        bool wrote = false;
        Assert.That(() => store.Complete(late, _ => wrote = true), Throws.TypeOf<LostStepException>());
        Assert.That(wrote, Is.False);
        store.HandBack(late);
        store.Fail(late, "late", 1, TimeSpan.Zero);
        Assert.That(store.StateOf(own), Is.EqualTo("leased"), "whoever lost a step can neither hand it back nor fail it");
        store.Complete(own, _ => { });
        Assert.That(store.StateOf(own), Is.EqualTo("done"));
        Assert.That(() => store.Complete(own, _ => wrote = true), Throws.Nothing, "an answer that was lost on the way is asked for again");
        Assert.That(wrote, Is.False);
    }

    [Test]
    public void A_result_that_cannot_be_written_leaves_the_step_as_it_was()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        (string run, _) = store.Begin("shop", s_night);
        Step step = store.Claim("shop", "m", "w", s_long, 5)!.Value;
        Assert.That(() => store.Complete(step, transaction =>
        {
            transaction.Execute("UPDATE fashion_runs SET items = 99 WHERE id = @run", ("@run", run));
            throw new IOException("The disk is full.");
        }), Throws.TypeOf<IOException>());
        Assert.That((store.StateOf(step), store.Report(run).Items), Is.EqualTo(("leased", 0)));
    }

    [Test]
    public void A_step_whose_workers_die_again_and_again_is_set_aside_and_its_run_fails()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        (string run, _) = store.Begin("shop", s_night);
        int taken = 0;
        while (store.Claim("shop", "m", "w", s_over, 3) is not null)
            taken++;
        Assert.That((taken, store.Report(run).State), Is.EqualTo((3, "failed")));
        Assert.That(store.Report(run).Reason, Does.Contain("worker died"));
    }

    [Test]
    public void A_step_that_is_handed_back_counts_as_no_failure()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        store.Begin("shop", s_night);
        for (int i = 0; i < 5; i++)
            store.HandBack(store.Claim("shop", "m", "w", s_long, 2)!.Value);
        Assert.That(store.Claim("shop", "m", "w", s_long, 2)!.Value.Attempt, Is.EqualTo(6));
    }

    [Test]
    public void A_run_waits_for_the_one_before()
    {
        using Shop shop = new(Garments.Draw(3), onPostgres);
        using JobStore store = JobStore.Open(shop.Job);
        (string first, _) = store.Begin("shop", s_night);
        store.Begin("shop", s_night.AddDays(1));
        Assert.That(store.Claim("shop", "m", "w", s_long, 5)!.Value.Run, Is.EqualTo(first));
        Assert.That(store.Claim("shop", "m", "w", s_long, 5), Is.Null);
        Assert.That(store.LastPlannedFor("shop"), Is.EqualTo(s_night.AddDays(1)));
    }
}
