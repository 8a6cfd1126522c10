using System.Globalization;
using MlNetFashion.Benchmarks;
using MlNetFashion.Benchmarks.Shops;

if (args is [IndexScale.Verb, var rows, var folder])
    IndexScale.Run(int.Parse(rows, CultureInfo.InvariantCulture), folder);
else if (args is [JobRuns.Verb, var fashion, var work, var csv, .. var archives])
    JobRuns.Run(fashion, work, csv, archives);
else if (args is [NearSearch.Verb, var source, var place])
    NearSearch.Run(source, place);
else if (args is [UsearchPeer.Verb, var searched])
    UsearchPeer.Run(searched);
else if (args is [StoreSearch.Verb, var items, var from, var address])
    await StoreSearch.RunAsync(int.Parse(items, CultureInfo.InvariantCulture), from, address);
else if (args is [CodesThreshold.Verb, var passing])
    CodesThreshold.Run(passing);
else if (args is [ChainScoring.Verb, var rounds])
    ChainScoring.Run(int.Parse(rounds, CultureInfo.InvariantCulture));
else if (args is [MemoryLoad.Verb, var requests, var shop])
    await MemoryLoad.RunAsync(int.Parse(requests, CultureInfo.InvariantCulture), shop);
else if (args is [UploadLoad.Verb, var searches, .. var programs])
    await UploadLoad.RunAsync(int.Parse(searches, CultureInfo.InvariantCulture), programs);
else
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
