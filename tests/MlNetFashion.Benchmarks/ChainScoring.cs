using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Benchmarks;

/// <summary>How many rows a second does a chain score, beside the same models run on whole batches, and beside ML.NET's own chain?</summary>
/// <remarks><c>dotnet run -c Release --project tests/MlNetFashion.Benchmarks -- chain-scoring ROUNDS</c>. All take turns in each round, for other
/// programs may be busy; the figures are medians. What runs in batches has the same values in memory, the same sizes and as many threads.</remarks>
sealed class ChainScoring
{
    public const string Verb = "chain-scoring";

    const int Texts = 8192, Pictures = 2048, Drawn = 512, Batch = 32, Pixels = 3 * Columns.ImageSize * Columns.ImageSize;

    readonly MLContext _context = new();
    readonly FashionModels _models = FashionModels.Load();
    readonly FashionPipeline _pipeline;

    ChainScoring() => _pipeline = FashionPipeline.Load(_models.Folder);

    public static void Run(int rounds)
    {
        var scoring = new ChainScoring();
        Console.WriteLine("| model | rows | in batches | in a chain | of it | of it, by processor time | ML.NET's own chain |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        scoring.Text(rounds);
        scoring.Picture(rounds);
        scoring.Generator(rounds);
    }

    void Text(int rounds)
    {
        string[] titles = [.. SampleCatalogue.Draw(Texts).Select(entry => entry.Item.Title)];
        IDataView rows = _context.Data.LoadFromEnumerable(titles.Select(title => new TextRow { Text = title }));
        Report("text", rows, Texts, _context.Transforms.EmbedText(models: _models), Columns.TextEmbedding, rounds, () => _pipeline.EmbedTexts(titles));
    }

    void Picture(int rounds)
    {
        float[] pixels = new float[Pictures * Pixels];
        foreach ((CatalogueEntry entry, int i) in SampleCatalogue.Draw(Pictures).Select((entry, i) => (entry, i)))
            ImagePreprocessing.ToTensor(entry.Picture.Letterboxed(), pixels.AsSpan(i * Pixels, Pixels));
        PictureRow[] pictures = [.. Enumerable.Range(0, Pictures).Select(i => new PictureRow { Image = pixels[(i * Pixels)..((i + 1) * Pixels)] })];
        Report("picture", _context.Data.LoadFromEnumerable(pictures), Pictures, _context.Transforms.EmbedImage(models: _models), Columns.ImageEmbedding, rounds,
            () => InBatches(ModelRole.ImageEncoder, Pictures, (Columns.Image, pixels)));
    }

    void Generator(int rounds)
    {
        const int D = Columns.EmbeddingDimension;
        float[] queries = _pipeline.EmbedTexts([.. SampleCatalogue.Draw(Drawn).Select(entry => entry.Item.Title)]);
        float[] noise = new float[_models.NoiseDimension];
        NoiseSource.Fill(1, picture: 0, noise);
        float[] noises = [.. Enumerable.Repeat(noise, Drawn).SelectMany(numbers => numbers)];
        IDataView rows = _context.Data.LoadFromEnumerable(Enumerable.Range(0, Drawn)
            .Select(i => new QueryRow { QueryEmbedding = queries[(i * D)..((i + 1) * D)] }));
        Report("generator", rows, Drawn, _context.Transforms.GenerateImage(models: _models), Columns.GeneratedImage, rounds,
            () => InBatches(ModelRole.Generator, Drawn, (Columns.QueryEmbedding, queries), (Columns.Noise, noises)));
    }

    void Report(string name, IDataView rows, int count, IEstimator<ITransformer> estimator, string column, int rounds, Action inBatches)
    {
        ITransformer chain = estimator.Fit(rows);
        using var saved = new MemoryStream();
        _context.Model.Save(chain, rows.Schema, saved);
        saved.Position = 0;
        // Loaded, a chain is ML.NET's own, which runs a model once a row.
        ITransformer rowByRow = _context.Model.Load(saved, out _);
        IDataView few = _context.Data.TakeRows(rows, count / 8);

        (double Clock, double Processor)[][] rates = [.. Enumerable.Range(0, rounds + 1).Select(_ => new[]
        {
            Rate(count, inBatches),
            Rate(count, () => Read(chain.Transform(rows), column)),
            Rate(count / 8, () => Read(rowByRow.Transform(few), column)),
        }).Skip(1)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {count:N0} | {Median(rate => rate[0].Clock):N0} | {Median(rate => rate[1].Clock):N0} | "
            + $"{Median(rate => rate[1].Clock / rate[0].Clock):F2} | {Median(rate => rate[1].Processor / rate[0].Processor):F2} | "
            + $"{Median(rate => rate[2].Clock):N0} |"));

        double Median(Func<(double Clock, double Processor)[], double> value) => rates.Select(value).Order().ElementAt(rates.Length / 2);
    }

    // Rows a second by the clock, and of the processor's time that all threads took.
    static (double Clock, double Processor) Rate(int rows, Action work)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (rows / Stopwatch.GetElapsedTime(started).TotalSeconds, rows / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    // ONNX Runtime alone: one thread a run, and as many runs at once as there are cores.
    void InBatches(ModelRole role, int count, params (string Name, float[] Values)[] inputs) => Parallel.For(0, count / Batch, batch =>
    {
        ScorerInput[] given = [.. inputs.Select(input =>
        {
            int length = input.Values.Length / count * Batch;
            return new ScorerInput(input.Name, input.Values.AsMemory(batch * length, length));
        })];
        _models[role].Run(Batch, given);
    });

    static void Read(IDataView data, string column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[column]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(data.Schema[column]);
        VBuffer<float> value = default;
        while (cursor.MoveNext())
            getter(ref value);
    }

    sealed class TextRow
    {
        public string Text { get; set; } = "";
    }

    sealed class PictureRow
    {
        [VectorType(3, Columns.ImageSize, Columns.ImageSize)]
        public float[] Image { get; set; } = [];
    }

    sealed class QueryRow
    {
        [VectorType(Columns.EmbeddingDimension)]
        public float[] QueryEmbedding { get; set; } = [];
    }
}
