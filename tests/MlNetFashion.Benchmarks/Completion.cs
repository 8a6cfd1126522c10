using BenchmarkDotNet.Attributes;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Benchmarks;

/// <summary>How long it takes to complete what is being typed, with the words of an index.</summary>
/// <remarks><c>MLNETFASHION_INDEX=FOLDER dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- --filter '*Completion*'</c></remarks>
public class Completion
{
    const string FolderVariable = "MLNETFASHION_INDEX";

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;

    [Params("b", "red sh", "nike running sh", "women black leather h")]
    public string Typed { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable)
            ?? throw new InvalidOperationException($"Set {FolderVariable} to the folder of an index, such as one that docs/how-good.md makes.");
        (_pipeline, _index) = (FashionPipeline.Load(), EmbeddingIndex.Open(folder));
    }

    [GlobalCleanup]
    public void Close()
    {
        _index.Dispose();
        _pipeline.Dispose();
    }

    [Benchmark]
    public int Complete() => _pipeline.Complete(Typed, _index).Count;
}
