using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Storage;

public sealed class FileDraftTests
{
    [Test]
    public void A_file_has_its_name_when_it_is_complete()
    {
        using TemporaryFolder folder = new();
        using (var draft = new FileDraft(folder["new/deep/file.txt"]))
        {
            draft.Content.Write("all of it"u8);
            Assert.That(File.Exists(folder["new/deep/file.txt"]), Is.False);
            draft.Commit();
        }

        Assert.That(File.ReadAllText(folder["new/deep/file.txt"]), Is.EqualTo("all of it"));
        Assert.That(Directory.GetFiles(folder["new/deep"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_is_not_committed_leaves_the_old_file_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file.txt"], "old");
        Assert.That(() => FileDraft.Write(folder["file.txt"], _ => throw new FormatException("no")), Throws.TypeOf<FormatException>());
        Assert.That(File.ReadAllText(folder["file.txt"]), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Files_larger_than_the_buffer_are_written_byte_for_byte([Values(0, 1, 65_535, 65_536, 65_537, 200_001)] int length)
    {
        using TemporaryFolder folder = new();
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        FileDraft.Write(folder["file"], content =>
        {
            foreach (byte[] part in bytes.Chunk(30_001))
                content.Write(part);
            Assert.That(content.Position, Is.EqualTo(length));
        });
        Assert.That(File.ReadAllBytes(folder["file"]), Is.EqualTo(bytes));
    }

    [Test]
    public void What_a_killed_program_left_is_cleared_away_and_what_somebody_writes_is_not()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file.txt.abcdefgh.ijk.tmp"], "left");
        File.WriteAllText(folder["other.txt.abcdefgh.ijk.tmp"], "of another file");
        using var first = new FileDraft(folder["file.txt"]);
        using var second = new FileDraft(folder["file.txt"]);
        Assert.That(File.Exists(folder["file.txt.abcdefgh.ijk.tmp"]), Is.False);
        Assert.That((File.Exists(first.Temporary), File.Exists(second.Temporary), File.Exists(folder["other.txt.abcdefgh.ijk.tmp"])),
            Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Of_many_that_write_the_same_file_one_wins_whole()
    {
        using TemporaryFolder folder = new();
        Parallel.For(0, 64, i => FileDraft.Write(folder["file.txt"], content =>
        {
            for (int part = 0; part < 100; part++)
                content.Write(System.Text.Encoding.ASCII.GetBytes($"{i:000}\n"));
        }));
        string[] lines = File.ReadAllLines(folder["file.txt"]);
        Assert.That(lines, Has.Length.EqualTo(100));
        Assert.That(lines.Distinct().Count(), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_is_not_replaced_by_a_file()
    {
        using TemporaryFolder folder = new();
        Assert.That(() => new FileDraft(folder.Path), Throws.TypeOf<IOException>().With.Message.Contains("is a folder"));
    }

    [Test]
    public void The_door_is_watched_where_it_was_asked_for_and_nowhere_else()
    {
        using TemporaryFolder folder = new();
        int seen = 0;
        Task elsewhere;
        using (ExecutionContext.SuppressFlow())
            elsewhere = Task.Run(() => FileDraft.Write(folder["elsewhere"], "x"u8));
        elsewhere.Wait();
        using (FileDoor.Watch((_, _, bytes) =>
        {
            Interlocked.Increment(ref seen);
            return bytes;
        }))
            Task.Run(() => FileDraft.Write(folder["here"], "x"u8)).Wait();
        FileDraft.Write(folder["later"], "x"u8);
        Assert.That(seen, Is.EqualTo(4), "made, written, flushed, renamed");
    }
}
