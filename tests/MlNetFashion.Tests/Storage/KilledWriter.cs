using System.Diagnostics;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

/// <summary>What the other process of <see cref="KillTests"/> does: it does its work on an index and is killed at one of its steps.</summary>
static class KilledWriter
{
    public const string Verb = "killed-writer";

    /// <summary>What can be killed, by name.</summary>
    public static IReadOnlyDictionary<string, Action<string>> Works { get; } = new Dictionary<string, Action<string>>
    {
        ["write"] = folder => SmallIndex.Write(folder, seed: 2),
        ["update"] = SmallIndex.Update,
        ["compact"] = folder => IndexWriter.Compact(folder),
        ["graph"] = folder => IndexWriter.BuildGraphs(folder, new GraphOptions { Threads = 1, LeastRows = 1 }),
        ["update and join"] = RemoveMost,
    };

    // More is removed than is left, so that segments are joined at the end.
    static void RemoveMost(string folder)
    {
        using var writer = IndexWriter.Update(folder);
        foreach (string id in (string[])["id0", "id1", "id2"])
            writer.Remove(id);
        writer.Commit();
    }

    public static void Run(string folder, int last, string work)
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
        Works[work](folder);
    }
}
