namespace MlNetFashion.Fuzzing;

/// <summary>Whatever a file holds, a loader answers or refuses it in a sentence; a second for each loader here, hours by the program.</summary>
public sealed class FuzzingTests
{
    const ulong Seed = 20261130;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    static IEnumerable<string> Names => FuzzTargets.All.Select(target => target.Name);

    static IEnumerable<string> Found => Directory.EnumerateFiles(FoundFolder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(FoundFolder, path)).Order(StringComparer.Ordinal);

    static string FoundFolder => Path.Combine(AppContext.BaseDirectory, "Found");

    [TestCaseSource(nameof(Names))]
    public void Changed_inputs_are_answered_or_refused_in_a_sentence(string name)
    {
        FuzzTarget target = FuzzTargets.All.Single(each => each.Name == name);
        var fuzzer = new Fuzzer(target, Seed);
        // On a thread of its own, so that one that does not come back is told.
        var thread = new Thread(() => fuzzer.Run(target.Executions)) { IsBackground = true };
        thread.Start();
        Assert.That(thread.Join(s_patience), Is.True, () => $"It does not come back: {new Finding(name, "endless", fuzzer.Current, fuzzer.Executions)}");
        Assert.That(fuzzer.Findings, Is.Empty, () => string.Join("\n\n", fuzzer.Findings));
        Assert.That(fuzzer.Executions, Is.EqualTo(target.Executions));
    }

    [TestCaseSource(nameof(Found))]
    public void An_input_that_once_failed_does_not_any_more(string path)
    {
        FuzzTarget target = FuzzTargets.All.Single(each => each.Name == Path.GetDirectoryName(path));
        var fuzzer = new Fuzzer(target, Seed);
        fuzzer.Judge(File.ReadAllBytes(Path.Combine(FoundFolder, path)), isMended: true, isTwice: true);
        Assert.That(fuzzer.Findings, Is.Empty, () => string.Join("\n\n", fuzzer.Findings));
    }
}
