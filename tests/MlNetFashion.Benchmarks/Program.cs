using System.Globalization;
using MlNetFashion.Benchmarks;

if (args is [IndexScale.Verb, var rows, var folder])
    IndexScale.Run(int.Parse(rows, CultureInfo.InvariantCulture), folder);
else if (args is [JobRuns.Verb, var fashion, var work, var csv, .. var archives])
    JobRuns.Run(fashion, work, csv, archives);
else if (args is [NearSearch.Verb, var count, var place])
    NearSearch.Run(int.Parse(count, CultureInfo.InvariantCulture), place);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
