using System.Diagnostics;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

/// <summary>What the other process of <see cref="KillTests"/> does: it writes an index and is killed at one of its steps.</summary>
static class KilledWriter
{
    public const string Verb = "killed-writer";

    public static void Run(string folder, int last)
    {
        int step = 0;
        using IDisposable watch = FileDoor.Watch((_, _, bytes) =>
        {
            if (Interlocked.Increment(ref step) > last)
            {
                // SIGKILL: nothing is cleaned up, nothing is flushed.
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }

            return bytes;
        });
        SmallIndex.Write(folder, seed: 2);
    }
}
