using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MlNetFashion.Batch;

/// <summary>Does the steps of a job, one after the other, for as long as there are any. Any number of workers do those of one job together.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Its state.</param>
/// <param name="models">The models.</param>
/// <param name="log">Told of each step.</param>
sealed class StepWorker(JobFile job, JobStore store, JobModels models, ILogger log)
{
    static readonly string s_owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    // Taken when the database went away, so that it could not be given back.
    Step? _abandoned;

    /// <summary>Whether the next plan reads photos also where no file has another size or time.</summary>
    public bool ChecksContents { get; init; }

    /// <summary>How many photos of the step under way are done; told from several threads.</summary>
    public Action<Step, long> Progress { get; init; } = (_, _) => { };

    /// <summary>Pauses between the attempts at a step: this long, and twice as long each time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);

    TimeSpan Lease => TimeSpan.FromSeconds(job.LeaseSeconds);

    /// <summary>Takes a step and does it.</summary>
    /// <param name="cancellation">Stops; the step is handed back.</param>
    /// <returns>False where there was none to be done.</returns>
    /// <exception cref="DbException">The database does not answer. The step, if one was taken, is given back when it does again.</exception>
    public bool DoOne(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_abandoned is { } abandoned)
        {
            store.HandBack(abandoned);
            _abandoned = null;
        }

        if (store.Claim(job.Name, models.Fingerprint.ToString(), s_owner, Lease, job.Attempts) is not { } step)
            return false;
        log.LogInformation("{Run}: {Kind} {Number}, attempt {Attempt}", step.Run, step.Kind, step.Number, step.Attempt);
        long started = Stopwatch.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using Timer renewal = Renew(step, stop);
        try
        {
            Do(step, stop.Token);
            log.LogInformation("{Run}: {Kind} {Number} is done", step.Run, step.Kind, step.Number);
            BatchMetrics.Ended(step.Kind, "done", Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            HandBack(step);
            BatchMetrics.Ended(step.Kind, "handed back", Stopwatch.GetElapsedTime(started));
            throw;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogWarning("{Run}: {Kind} {Number} was taken over by another worker", step.Run, step.Kind, step.Number);
        }
        catch (LostStepException e)
        {
            log.LogWarning("{Reason}", e.Message);
            BatchMetrics.Ended(step.Kind, "taken over", Stopwatch.GetElapsedTime(started));
        }
        catch (DbException)
        {
            _abandoned = step;
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.Log(step.Kind == StepKind.Embed ? LogLevel.Warning : LogLevel.Error, "{Run}: {Kind} {Number} failed: {Reason}", step.Run, step.Kind,
                step.Number, e.Message);
            log.LogDebug(e, "{Run}: {Kind} {Number}", step.Run, step.Kind, step.Number);
            BatchMetrics.Ended(step.Kind, "failed", Stopwatch.GetElapsedTime(started));
            // What is wrong with a catalogue or an index is not mended by trying again; nor does a source come back while somebody waits.
            int attempts = step.Kind == StepKind.Embed || e is IOException and not (FileNotFoundException or DirectoryNotFoundException) ? job.Attempts : 1;
            store.Fail(step, e.Message, attempts, Pause * Math.Pow(2, Math.Min(step.Attempt, 8) - 1));
        }

        return true;
    }

    // Whoever stops is not held up by a database that is down.
    void HandBack(Step step)
    {
        try
        {
            store.HandBack(step);
            log.LogInformation("{Run}: {Kind} {Number} was handed back", step.Run, step.Kind, step.Number);
        }
        catch (DbException e)
        {
            log.LogWarning("{Run}: {Kind} {Number} could not be handed back and is free when its lease ends: {Reason}", step.Run, step.Kind, step.Number,
                e.Message);
        }
    }

    void Do(Step step, CancellationToken cancellation)
    {
        switch (step.Kind)
        {
            case StepKind.Plan:
                new PlanStep(job, store, models, ChecksContents).Do(step, cancellation);
                break;
            case StepKind.Embed:
                new EmbedStep(job, store, models, done => Progress(step, done)).Do(step, cancellation);
                break;
            default:
                new PublishStep(job, store, models).Do(step, cancellation);
                break;
        }
    }

    // Three times a lease, so that one that is late does not cost the step. While one waits for the database, further ones would only crowd it.
    Timer Renew(Step step, CancellationTokenSource stop)
    {
        int underWay = 0;
        return new Timer(_ =>
        {
            if (Interlocked.Exchange(ref underWay, 1) == 1)
                return;
            RenewOnce(step, stop);
            Volatile.Write(ref underWay, 0);
        }, null, Lease / 3, Lease / 3);
    }

    void RenewOnce(Step step, CancellationTokenSource stop)
    {
        try
        {
            if (!store.Renew(step, Lease) && store.StateOf(step) is not "done")
                stop.Cancel();
        }
        catch (Exception e) when (e is DbException or ObjectDisposedException or TimeoutException)
        {
            // The database may answer the next time; if it does not, whoever takes the step over has another attempt's number.
            log.LogWarning("{Run}: the lease of {Kind} {Number} could not be renewed: {Reason}", step.Run, step.Kind, step.Number, e.Message);
        }
    }
}
