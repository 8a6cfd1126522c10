using System.Diagnostics;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

public sealed class KillTests
{
    [TestCase("write")]
    [TestCase("update")]
    [TestCase("compact")]
    [TestCase("graph")]
    [TestCase("update and join")]
    public void A_process_that_is_killed_at_any_step_leaves_the_old_index_or_the_new_and_the_next_leaves_no_litter(string work)
    {
        using TemporaryFolder old = new(), made = new();
        SmallIndex.Write(old.Path, seed: 1);
        if (work == "compact")
            SmallIndex.Update(old.Path);
        string before = State(old.Path);
        Copy(old.Path, made.Path);
        int steps = 0, replaced = 0;
        using (FileDoor.Watch((_, _, bytes) =>
        {
            steps++;
            return bytes;
        }))
            KilledWriter.Works[work](made.Path);
        string after = State(made.Path);
        int files = Directory.GetFiles(made.Path).Length;

        for (int last = 0; last < steps; last++)
        {
            using TemporaryFolder folder = new();
            Copy(old.Path, folder.Path);
            using Process writer =
                Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, KilledWriter.Verb, folder.Path, $"{last}", work]))!;
            writer.WaitForExit();
            Assert.That(writer.ExitCode, Is.Not.Zero, $"killed after {last} of {steps} steps");
            string left = State(folder.Path);
            Assert.That(left, Is.AnyOf(before, after), $"killed after {last} of {steps} steps");
            replaced += left == after ? 1 : 0;
            KilledWriter.Works[work](folder.Path);
            Assert.That(State(folder.Path), Is.EqualTo(after));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(files), $"litter of a process that was killed after {last} of {steps} steps");
        }

        TestContext.Out.WriteLine($"{work}: {steps} kills: {steps - replaced} left the old index, {replaced} the new");
        // An update ends with giving the manifest its name, and so does linking: there is nothing to clear away.
        Assert.That(replaced, Is.InRange(work is "update" or "graph" ? 0 : 1, steps - 1));
    }

    // Joining segments and linking items change no answer.
    static string State(string folder)
    {
        IReadOnlyList<SegmentRecord> segments = IndexManifest.Read(folder).Segments;
        return $"{segments.Count} segments, {segments.Count(segment => segment.Graph is not null)} graphs {SmallIndex.Answers(folder)}";
    }

    static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
