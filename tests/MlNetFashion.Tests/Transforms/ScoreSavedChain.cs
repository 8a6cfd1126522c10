using Microsoft.ML;
using MlNetFashion.BatchScoring;

namespace MlNetFashion.Tests.Transforms;

/// <summary>What the other process of <see cref="AnotherProcessTests"/> does: it loads a chain and writes its answers.</summary>
static class ScoreSavedChain
{
    public const string Verb = "score-saved-chain";

    public static void Run(string chain, string folder, string answers)
    {
        var context = new MLContext();
        using BatchedTransformer loaded = context.Model.Load(chain, out _).InBatches(new BatchScoringOptions { PaddingMask = Columns.AttentionMask });
        IDataView data = context.Data.LoadFromEnumerable(WholeChain.Queries(folder));
        File.WriteAllText(answers, Write(loaded.Transform(data)));
    }

    public static string Write(IDataView answers) =>
        string.Join('\n', Table.Read(answers).SelectMany(column => column.Value.Select(value => $"{column.Key}: {value}")));
}
