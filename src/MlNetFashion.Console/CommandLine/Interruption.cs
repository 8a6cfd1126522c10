using System.Runtime.InteropServices;

namespace MlNetFashion.Tool;

/// <summary>Ctrl+C and a polite kill: the first asks the command to stop and to leave things tidy, the second ends the process at once.</summary>
/// <remarks>A command that has not stopped after its time, because it waits for a pipe
/// or computes without looking up, is ended. Whatever it was writing stays as it
/// was before,
/// for files are written whole or not at all; what it leaves of them is cleared away by the next.</remarks>
sealed class Interruption : IDisposable
{
    /// <summary>How long a command may take to stop, and how long a worker may, which hands back what it is at.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5), PatienceWithWorkers = TimeSpan.FromSeconds(28);

    readonly TimeSpan _patience;
    readonly CancellationTokenSource _source = new();
    readonly PosixSignalRegistration _interrupt, _terminate;
    readonly Action _end;
    Timer? _timer;

    /// <summary>Listens to signals.</summary>
    /// <param name="end">Ends the process.</param>
    /// <param name="patience">How long the command may take to stop.</param>
    public Interruption(Action end, TimeSpan patience)
    {
        (_end, _patience) = (end, patience);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        // Before the token: what is called when that is cancelled may take its time, too.
        _timer ??= new Timer(_ => _end(), null, _patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }
}
