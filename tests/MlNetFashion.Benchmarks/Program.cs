using System.Globalization;
using MlNetFashion.Benchmarks;

if (args is [IndexScale.Verb, var rows, var folder])
    IndexScale.Run(int.Parse(rows, CultureInfo.InvariantCulture), folder);
else if (args is [NearSearch.Verb, var count, var place])
    NearSearch.Run(int.Parse(count, CultureInfo.InvariantCulture), place);
else if (args is [CodesThreshold.Verb, var passing])
    CodesThreshold.Run(passing);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
