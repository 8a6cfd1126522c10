using BenchmarkDotNet.Attributes;
using MlNetFashion.Images;

namespace MlNetFashion.Benchmarks;

/// <summary>How many pictures a second does the shipped image encoder embed, one at a time and in batches?</summary>
public class ImageEncoding
{
    const int Count = 256;

    FashionPipeline _pipeline = null!;
    RgbImage[] _images = [];

    [Params(1, 32, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _pipeline = FashionPipeline.Load();
        _images = [.. Enumerable.Range(0, Count).Select(_ => new RgbImage(Columns.ImageSize, Columns.ImageSize))];
    }

    [GlobalCleanup]
    public void Close() => _pipeline.Dispose();

    [Benchmark(OperationsPerInvoke = Count)]
    public float Embed()
    {
        float sum = 0;
        foreach (RgbImage[] batch in _images.Chunk(Batch))
            sum += _pipeline.EmbedImages(batch)[0];
        return sum;
    }
}
