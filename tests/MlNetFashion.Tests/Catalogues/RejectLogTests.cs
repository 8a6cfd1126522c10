using System.Text.Json;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class RejectLogTests
{
    [Test]
    public void EveryEntryIsALineOfJsonEvenFromManyThreads()
    {
        using TemporaryFolder folder = new();
        string path = folder["new/rejects.jsonl"];
        RejectedEntry[] entries = [.. Enumerable.Range(0, 600)
            .Select(i => new RejectedEntry("source \"1\"", $"{i}\n.jpg", "Naïve “reason” 👗.", (RejectKind)(i % 6)))];
        using (RejectLog log = new(path))
        {
            Parallel.ForEach(entries, log.Add);
            Assert.That(File.Exists(path), Is.False);
            log.Complete();
            Assert.That(log.Total, Is.EqualTo(600));
            Assert.That(Enum.GetValues<RejectKind>().Select(log.Count), Has.All.EqualTo(100));
            Assert.That(log.Examples, Has.Count.EqualTo(100));
        }

        IEnumerable<RejectedEntry> read = File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).Select(line => new RejectedEntry(
            line.GetProperty("source").GetString()!, line.GetProperty("name").GetString()!,
            line.GetProperty("reason").GetString()!, Enum.Parse<RejectKind>(line.GetProperty("kind").GetString()!)));
        Assert.That(read, Is.EquivalentTo(entries));
        Assert.That(Directory.GetFiles(folder["new"]), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void WithoutCompletionTheOlderFileStays()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("rejects.jsonl", "older");
        using (RejectLog log = new(path))
            log.Add(new RejectedEntry("a", "b", "c"));
        Assert.That(File.ReadAllText(path), Is.EqualTo("older"));
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void WhatAKilledProgramLeftIsRemovedAndWhatAnotherWritesIsNot()
    {
        using TemporaryFolder folder = new();
        folder.Write("rejects.jsonl.abcdefgh.xyz.tmp", "left");
        string other = folder.Write("others.jsonl.abcdefgh.xyz.tmp", "of another list");
        string path = folder["rejects.jsonl"];
        using RejectLog running = new(path);
        running.Add(new RejectedEntry("a", "b", "c"));
        using (RejectLog second = new(path))
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(3).And.Contain(other), "both logs' and the other file");
        running.Complete();
        Assert.That(File.ReadAllText(path), Does.Contain("\"b\""));
    }

    [Test]
    public void NothingLeftOutIsAnEmptyFileAndNoSentence()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("rejects.jsonl", "older");
        using RejectLog log = new(path);
        log.Complete();
        Assert.That(File.ReadAllText(path), Is.Empty);
        Assert.That(log.Summary(), Is.Empty);
    }

    [Test]
    public void TheSummaryCountsEachKindInASentence()
    {
        using RejectLog log = new();
        for (int i = 0; i < 1200; i++)
            log.Add(new RejectedEntry("a", "b", "c", RejectKind.NoRow));
        log.Add(new RejectedEntry("a", "b", "c"));
        Assert.That(log.Summary(), Is.EqualTo(new[] { "1 picture was left out: not readable.", "1,200 photos were left out: no row in the CSV." }));
    }
}
