using System.Numerics.Tensors;
using MlNetFashion.Images;
using MlNetFashion.Inference;
using MlNetFashion.Models;
using MlNetFashion.Querying;

namespace MlNetFashion;

public sealed partial class FashionPipeline
{
    /// <summary>Pictures of what was understood.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Another seed, other pictures; the same, the same.</param>
    /// <returns>Pictures of <see cref="FashionModels.GeneratedSize"/> square.</returns>
    public RgbImage[] Generate(FashionQuery query, int count = 8, long seed = 1)
    {
        using UseCount.Work work = Models.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] asked = Compose(query);
        return Pictures(GeneratePixels(count, seed, _ => asked, picture => picture));
    }

    /// <summary>The pictures of <see cref="Generate"/>, the one that fits the query best first: the image encoder judges, as it does for the items of a catalogue.</summary>
    /// <inheritdoc cref="Generate" path="/param|/returns"/>
    public RgbImage[] GenerateBestFirst(FashionQuery query, int count = 8, long seed = 1)
    {
        using UseCount.Work work = Models.Begin();
        float[] asked = Compose(query);
        RgbImage[] pictures = Generate(query, count, seed);
        float[] seen = EmbedImages(pictures);
        return [.. Enumerable.Range(0, count).OrderByDescending(i => TensorPrimitives.Dot<float>(asked, seen.AsSpan(i * D, D))).Select(i => pictures[i])];
    }

    /// <summary>Pictures on the way from one query to another: what the generator makes of the queries between them, in equal steps on the arc that joins the two.</summary>
    /// <param name="from">The first picture's.</param>
    /// <param name="to">The last picture's.</param>
    /// <param name="count">How many, 2 or more, the ends included.</param>
    /// <param name="seed">All pictures share one noise, that of the first picture of <see cref="Generate"/> with this seed: only the query changes.</param>
    /// <returns>Pictures of <see cref="FashionModels.GeneratedSize"/> square.</returns>
    /// <exception cref="ArgumentException">The two queries mean opposite things, so that no arc between them is the shortest.</exception>
    /// <remarks>Shoemake, <em>Animating rotation with quaternion curves</em>, 1985: queries are of unit length, and so are all on the arc; those on the straight line are shorter, which the generator never saw.</remarks>
    public RgbImage[] Interpolate(FashionQuery from, FashionQuery to, int count = 8, long seed = 1)
    {
        using UseCount.Work work = Models.Begin();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        float[] ends = Compose([from, to]);
        var arc = new UnitArc(ends[..D], ends[D..]);
        return Pictures(GeneratePixels(count, seed, picture => arc.At(picture / (count - 1f)), _ => 0));
    }

    RgbImage[] Pictures(float[] pixels)
    {
        int size = Models.GeneratedSize, numbers = 3 * size * size;
        return [.. Enumerable.Range(0, pixels.Length / numbers).Select(i => ImagePreprocessing.FromTensor(pixels.AsSpan(i * numbers, numbers), size))];
    }

    // Of each picture its query, and which noise of the seed's.
    float[] GeneratePixels(int count, long seed, Func<int, ReadOnlyMemory<float>> query, Func<int, int> noise)
    {
        int numbers = 3 * Models.GeneratedSize * Models.GeneratedSize;
        float[] pixels = new float[checked(count * numbers)];
        // Even a few pictures are shared out, for each costs as much as embedding ten.
        int share = (count + _parallel.MaxDegreeOfParallelism - 1) / _parallel.MaxDegreeOfParallelism;
        InBatches(count, Math.Clamp(share, 1, _batchSize), (start, rows) =>
        {
            float[] queries = new float[rows * D], noises = new float[rows * Columns.NoiseDimension];
            for (int i = 0; i < rows; i++)
            {
                query(start + i).Span.CopyTo(queries.AsSpan(i * D));
                NoiseSource.Fill(seed, noise(start + i), noises.AsSpan(i * Columns.NoiseDimension, Columns.NoiseDimension));
            }

            Models[ModelRole.Generator].Run(rows, new ScorerInput(Columns.QueryEmbedding, queries), new ScorerInput(Columns.Noise, noises))
                .CopyTo(pixels, start * numbers);
        });
        return pixels;
    }

    float[] EmbedGenerated(ReadOnlyMemory<float> query, SearchOptions options)
    {
        int count = options.GeneratedPictures;
        return Mean(EmbedPixels(Shrunk(GeneratePixels(count, options.Seed, _ => query, picture => picture), count), count));
    }

    // As the image encoder sees them.
    static float[] Shrunk(float[] pixels, int count)
    {
        int numbers = pixels.Length / count;
        if (numbers == Pixels)
            return pixels;
        float[] shrunk = new float[count * Pixels];
        for (int i = 0; i < count; i++)
            ImagePreprocessing.Shrink(pixels.AsSpan(i * numbers, numbers), shrunk.AsSpan(i * Pixels, Pixels));
        return shrunk;
    }
}
