using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Benchmarks;

/// <summary>How many rows a second does a chain score, beside the same models run on whole batches?</summary>
public class ChainScoring
{
    const int Count = 512, Batch = 64;

    readonly MLContext _context = new();
    readonly FashionModels _models = FashionModels.Load();
    FashionPipeline _pipeline = null!;
    string[] _titles = [];
    float[] _pixels = [], _queries = [], _noise = [];
    IDataView _rows = null!;
    ITransformer _text = null!, _picture = null!, _generator = null!, _rowByRow = null!;

    [GlobalSetup]
    public void Make()
    {
        _pipeline = FashionPipeline.Load(_models.Folder);
        CatalogueEntry[] entries = [.. SampleCatalogue.Draw(Count)];
        _titles = [.. entries.Select(entry => entry.Item.Title)];
        const int Size = 3 * Columns.ImageSize * Columns.ImageSize;
        _pixels = new float[Count * Size];
        for (int i = 0; i < Count; i++)
            ImagePreprocessing.ToTensor(entries[i].Picture.Letterboxed(), _pixels.AsSpan(i * Size, Size));
        _queries = _pipeline.EmbedTexts(_titles);
        _noise = new float[Count * _models.NoiseDimension];
        _rows = _context.Data.Cache(_context.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(i => new Row
        {
            Text = _titles[i],
            Image = _pixels[(i * Size)..((i + 1) * Size)],
            QueryEmbedding = _queries[(i * Columns.EmbeddingDimension)..((i + 1) * Columns.EmbeddingDimension)],
        })));
        _text = _context.Transforms.EmbedText(models: _models).Fit(_rows);
        _picture = _context.Transforms.EmbedImage(models: _models).Fit(_rows);
        _generator = _context.Transforms.GenerateImage(models: _models).Fit(_rows);
        // Loaded, a chain is ML.NET's own, which runs a model once a row.
        using var saved = new MemoryStream();
        _context.Model.Save(_text, _rows.Schema, saved);
        saved.Position = 0;
        _rowByRow = _context.Model.Load(saved, out _);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int TextInAChain() => Read(_text, Columns.TextEmbedding);

    [Benchmark(OperationsPerInvoke = Count)]
    public int TextInAChainRowByRow() => Read(_rowByRow, Columns.TextEmbedding);

    [Benchmark(OperationsPerInvoke = Count)]
    public int TextInBatches()
    {
        int read = 0;
        foreach (string[] batch in _titles.Chunk(Batch))
            read += _pipeline.EmbedTexts(batch).Length;
        return read;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int PictureInAChain() => Read(_picture, Columns.ImageEmbedding);

    [Benchmark(OperationsPerInvoke = Count)]
    public int PictureInBatches() => Run(ModelRole.ImageEncoder, (Columns.Image, _pixels));

    [Benchmark(OperationsPerInvoke = Count)]
    public int GeneratorInAChain() => Read(_generator, Columns.GeneratedImage);

    [Benchmark(OperationsPerInvoke = Count)]
    public int GeneratorInBatches() => Run(ModelRole.Generator, (Columns.QueryEmbedding, _queries), (Columns.Noise, _noise));

    // ONNX Runtime alone: one thread a run, and as many runs at once as there are cores.
    int Run(ModelRole role, params (string Name, float[] Values)[] inputs)
    {
        int read = 0;
        Parallel.For(0, Count / Batch, batch =>
        {
            ScorerInput[] given = [.. inputs.Select(input =>
            {
                int length = input.Values.Length / Count * Batch;
                return new ScorerInput(input.Name, input.Values.AsMemory(batch * length, length));
            })];
            Interlocked.Add(ref read, _models[role].Run(Batch, given).Length);
        });
        return read;
    }

    int Read(ITransformer chain, string column)
    {
        IDataView data = chain.Transform(_rows);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[column]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(data.Schema[column]);
        VBuffer<float> value = default;
        int read = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            read += value.Length;
        }

        return read;
    }

    sealed class Row
    {
        public string Text { get; set; } = "";

        [VectorType(3, Columns.ImageSize, Columns.ImageSize)]
        public float[] Image { get; set; } = [];

        [VectorType(Columns.EmbeddingDimension)]
        public float[] QueryEmbedding { get; set; } = [];
    }
}
