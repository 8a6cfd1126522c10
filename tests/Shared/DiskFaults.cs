using MlNetFashion.Storage;

namespace MlNetFashion.Tests;

/// <summary>Makes every step fail that a writer takes at the door to the disk, one after the other, and looks at what is left.</summary>
/// <param name="writeOld">Writes into an empty folder what is there before.</param>
/// <param name="writeNew">Writes into the same folder what takes its place.</param>
/// <param name="read">All that a folder answers; throws when it is damaged.</param>
sealed class DiskFaults(Action<string> writeOld, Action<string> writeNew, Func<string, string> read)
{
    enum Fault
    {
        /// <summary>The disk refuses one step, and goes on with the next.</summary>
        Refused,

        /// <summary>The disk is full: some of the bytes are written.</summary>
        Short,

        /// <summary>Nothing reaches the disk any more: as when the process is killed.</summary>
        Killed,
    }

    /// <summary>Whether all that is written in a step still says in a sentence what happened.</summary>
    static bool IsSentence(Exception e) => e is IOException && e.Message.Length > 0 && !e.Message.Contains("Exception", StringComparison.Ordinal);

    /// <summary>Asserts of every step and fault: the old or the new is there and nothing between;
    /// what was not done is told; the next run succeeds and leaves no litter.</summary>
    /// <returns>How many faults there were.</returns>
    public int Examine()
    {
        using Scratch old = new(), made = new();
        writeOld(old.Path);
        string before = read(old.Path);
        old.CopyTo(made.Path);
        List<(FileStep Step, string Path, int Bytes)> steps = Record(made.Path);
        string after = read(made.Path);
        int files = Files(made.Path);
        Assert.That(after, Is.Not.EqualTo(before), "otherwise nothing could be told apart");
        int faults = 0;
        foreach (Fault fault in Enum.GetValues<Fault>())
        {
            for (int n = 0; n < steps.Count; n++)
            {
                if (fault == Fault.Short && steps[n].Bytes < 2)
                    continue;
                string what = $"step {n} of {steps.Count}, {steps[n].Step} of {Path.GetFileName(steps[n].Path)}, {fault}";
                using Scratch folder = new();
                old.CopyTo(folder.Path);
                Exception? told = Strike(folder.Path, fault, n);
                string left = read(folder.Path);
                Assert.That(left, Is.AnyOf(before, after), what);
                if (fault != Fault.Killed)
                    Assert.That(told is null ? left == after : IsSentence(told), $"{what}: {told}");
                TestContext.Out.WriteLine($"{what}: {(left == before ? "old" : "new")}; {told?.Message ?? "done all the same"}");

                writeNew(folder.Path);
                Assert.That(read(folder.Path), Is.EqualTo(after), $"{what}, and then once more");
                Assert.That(Files(folder.Path), Is.EqualTo(files),
                    $"{what}, and then once more: litter among {string.Join(", ", Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName))}");
                faults++;
            }
        }

        return faults;
    }

    List<(FileStep Step, string Path, int Bytes)> Record(string folder)
    {
        var steps = new List<(FileStep, string, int)>();
        using (FileDoor.Watch((step, path, bytes) =>
        {
            lock (steps)
                steps.Add((step, path, bytes));
            return bytes;
        }))
            writeNew(folder);
        Assert.That(steps, Has.Count.GreaterThan(2), "a file is made, flushed and renamed at the door");
        return steps;
    }

    Exception? Strike(string folder, Fault fault, int n)
    {
        int step = -1;
        using IDisposable watch = FileDoor.Watch((_, path, bytes) =>
        {
            int now = Interlocked.Increment(ref step);
            if (now == n && fault == Fault.Short)
                return bytes / 2;
            return now == n || now > n && fault == Fault.Killed ? throw new IOException($"The disk refuses '{path}'.") : bytes;
        });
        try
        {
            writeNew(folder);
            return null;
        }
        catch (IOException e)
        {
            return e;
        }
    }

    static int Files(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Count();

    sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("mlnetfashion-faults-").FullName;

        public void CopyTo(string target)
        {
            foreach (string folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories))
                Directory.CreateDirectory(System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, folder)));
            foreach (string file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
                File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, file)));
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
