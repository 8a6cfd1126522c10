using BenchmarkDotNet.Attributes;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;

namespace MlNetFashion.Benchmarks;

/// <summary>How many titles a second does one core cut into WordPieces?</summary>
public class Tokenisation
{
    const int Count = 2000;

    readonly WordPieceTokenizer _tokenizer = WordPieceTokenizer.Default;
    readonly long[] _inputIds = new long[Columns.MaxTokens];
    readonly long[] _attentionMask = new long[Columns.MaxTokens];
    string[] _titles = [];

    [GlobalSetup]
    public void Titles() => _titles = [.. SampleCatalogue.Draw(Count).Select(entry => entry.Item.Title)];

    [Benchmark(OperationsPerInvoke = Count)]
    public int WordPiece()
    {
        int tokens = 0;
        foreach (string title in _titles)
            tokens += _tokenizer.Encode(title, _inputIds, _attentionMask);
        return tokens;
    }
}
