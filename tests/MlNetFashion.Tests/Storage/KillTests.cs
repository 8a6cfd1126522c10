using System.Diagnostics;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

public sealed class KillTests
{
    [Test]
    public void A_process_that_is_killed_at_any_step_leaves_the_old_index_or_the_new_and_the_next_leaves_no_litter()
    {
        using TemporaryFolder folder = new();
        SmallIndex.Write(folder.Path, seed: 2);
        string after = SmallIndex.Answers(folder.Path);
        SmallIndex.Write(folder.Path, seed: 1);
        string before = SmallIndex.Answers(folder.Path);
        int steps = 0, files = Directory.GetFiles(folder.Path).Length, replaced = 0;
        using (FileDoor.Watch((_, _, bytes) =>
        {
            steps++;
            return bytes;
        }))
            SmallIndex.Write(folder.Path, seed: 1);

        for (int last = 0; last < steps; last++)
        {
            using Process writer =
                Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, KilledWriter.Verb, folder.Path, $"{last}"]))!;
            writer.WaitForExit();
            Assert.That(writer.ExitCode, Is.Not.Zero, $"killed after {last} of {steps} steps");
            string left = SmallIndex.Answers(folder.Path);
            Assert.That(left, Is.AnyOf(before, after), $"killed after {last} of {steps} steps");
            replaced += left == after ? 1 : 0;
            SmallIndex.Write(folder.Path, seed: 1);
            Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(before));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(files), $"litter of a process that was killed after {last} of {steps} steps");
        }

        TestContext.Out.WriteLine($"{steps} kills: {steps - replaced} left the old index, {replaced} the new");
        Assert.That(replaced, Is.InRange(1, steps - 1));
    }
}
