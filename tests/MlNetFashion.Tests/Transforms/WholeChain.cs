using Microsoft.ML;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Transforms;

/// <summary>All transforms in a row, an index for them, and queries of every kind.</summary>
static class WholeChain
{
    public static readonly string LongText = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"word{i}"));

    public static IEstimator<ITransformer> Make(MLContext context, FashionModels models, string indexFolder) => context.Transforms.EmbedText(models: models)
        .Append(context.Transforms.LoadPhoto())
        .Append(context.Transforms.EmbedImage(models: models))
        .Append(context.Transforms.ComposeQuery(models: models))
        .Append(context.Transforms.GenerateImage(seed: 1, models: models))
        .Append(context.Transforms.EmbedImage(Columns.GeneratedEmbedding, Columns.GeneratedImage, models))
        .Append(context.Transforms.RetrieveNeighbours(indexFolder, top: 5, models: models));

    /// <summary>Writes two pictures into a folder and gives queries with text, picture, both, and odd texts.</summary>
    public static QueryRow[] Queries(string folder)
    {
        string red = Path.Combine(folder, "red.png"), wide = Path.Combine(folder, "wide.png");
        SmallIndex.Picture(220, 30, 40).Save(red);
        var noise = new RgbImage(90, 30);
        new Random(4).NextBytes(noise.Pixels);
        noise.Save(wide);
        return
        [
            new() { Text = "a red striped dress" },
            new() { Text = "this, but in blue", ImagePath = red },
            new() { ImagePath = wide },
            new() { Text = "", ImagePath = red },
            new() { Text = "नमस्ते 👗😀" },
            new() { Text = LongText, ImagePath = "" },
        ];
    }

    /// <summary>An index whose items are found by words.</summary>
    public static void WriteIndex(FashionPipeline pipeline, string folder, int items = 40)
    {
        string[] titles = [.. Enumerable.Range(0, items).Select(i => $"{FashionWords.All.ElementAt(i * 11)} {FashionWords.All.ElementAt(i * 5)}")];
        float[] embeddings = pipeline.EmbedTexts(titles);
        using var writer = new IndexWriter(folder, pipeline.Describe("titles"));
        for (int i = 0; i < items; i++)
            writer.Add(SmallIndex.Item($"i{i}", titles[i]), embeddings.AsSpan(i * Columns.EmbeddingDimension, Columns.EmbeddingDimension), []);
        writer.Commit();
    }

    /// <summary>The same query for the pipeline.</summary>
    public static FashionQuery ToQuery(QueryRow row) =>
        new(row.Text, string.IsNullOrEmpty(row.ImagePath) ? null : ImageCodec.Decode(File.ReadAllBytes(row.ImagePath)));
}
