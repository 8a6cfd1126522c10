using System.Globalization;

namespace MlNetFashion.Fuzzing;

/// <summary>Fuzzes for as long as one wishes: all loaders in turn, on one thread.</summary>
static class Program
{
    const string Usage = "Usage: MlNetFashion.Fuzzing [--seconds N] [--seed N] [--target NAME] [--findings DIR]";

    static readonly TimeSpan s_turn = TimeSpan.FromSeconds(20), s_patience = TimeSpan.FromSeconds(60);

    static int Main(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || args[i] is not ("--seconds" or "--seed" or "--target" or "--findings"))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            given[args[i]] = args[i + 1];
        }

        double seconds = double.Parse(given.GetValueOrDefault("--seconds", "60"), CultureInfo.InvariantCulture);
        ulong seed = ulong.Parse(given.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
        FuzzTarget[] targets = [.. FuzzTargets.All.Where(target => target.Name == given.GetValueOrDefault("--target", target.Name))];
        if (targets.Length == 0)
        {
            Console.Error.WriteLine($"There is no such loader. There are: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.");
            return 2;
        }

        return Run(targets, TimeSpan.FromSeconds(seconds), seed, given.GetValueOrDefault("--findings", "findings"));
    }

    static int Run(FuzzTarget[] targets, TimeSpan time, ulong seed, string folder)
    {
        Fuzzer[] fuzzers = [.. targets.Select(target => new Fuzzer(target, seed))];
        Fuzzer running = fuzzers[0];
        using var watch = new Timer(Watch, new Progress(), s_patience, s_patience);
        DateTime end = DateTime.UtcNow + time;
        TimeSpan turn = time / fuzzers.Length < s_turn ? time / fuzzers.Length : s_turn;
        while (DateTime.UtcNow < end)
        {
            for (int i = 0; i < fuzzers.Length && DateTime.UtcNow < end; i++)
            {
                running = fuzzers[i];
                int before = running.Findings.Count;
                running.Run(turn);
                foreach (Finding finding in running.Findings.Skip(before))
                    Keep(folder, finding);
            }

            Report(targets, fuzzers);
        }

        return fuzzers.Any(fuzzer => fuzzer.Findings.Count > 0) ? 1 : 0;

        void Watch(object? state)
        {
            // The same execution for a minute: it will not come back.
            Fuzzer now = running;
            long execution = now.Executions;
            if (((Progress)state!).IsStill(now, execution))
            {
                Keep(folder, new Finding(targets[Array.IndexOf(fuzzers, now)].Name, "it does not come back", now.Current, execution));
                Environment.Exit(3);
            }
        }
    }

    static void Keep(string folder, Finding finding)
    {
        Console.WriteLine(finding);
        Directory.CreateDirectory(Path.Combine(folder, finding.Target));
        File.WriteAllBytes(Path.Combine(folder, finding.Target, $"{finding.Execution}.bin"), finding.Input);
    }

    static void Report(FuzzTarget[] targets, Fuzzer[] fuzzers)
    {
        Console.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {fuzzers.Sum(fuzzer => fuzzer.Executions),15:N0} executions, "
            + $"{fuzzers.Sum(fuzzer => fuzzer.Findings.Count)} findings, {Environment.WorkingSet >> 20:N0} MB");
        foreach ((FuzzTarget target, Fuzzer fuzzer) in targets.Zip(fuzzers))
            Console.WriteLine($"  {target.Name,-22} {fuzzer.Executions,13:N0} {fuzzer.Accepted,13:N0} accepted {fuzzer.Kinds,5} kinds "
                + $"{fuzzer.Findings.Count,3} findings");
    }

    sealed class Progress
    {
        (Fuzzer? Fuzzer, long Execution) _last;

        public bool IsStill(Fuzzer fuzzer, long execution)
        {
            bool isStill = _last == (fuzzer, execution);
            _last = (fuzzer, execution);
            return isStill;
        }
    }
}
