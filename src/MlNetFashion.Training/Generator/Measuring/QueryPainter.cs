using System.Numerics.Tensors;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>Draws what queries mean with a generator, photos or drawings alone.</summary>
/// <param name="encoders">Make the queries.</param>
/// <param name="generator">Has the generator that is measured; it may be the same as the encoders' models, or another's.</param>
/// <param name="drawings">Whether drawings are asked for: the sign of the first number of the noise says so (see <see cref="GeneratorTrainer"/>).</param>
/// <param name="bestOf">How many are drawn of each query, of which the one nearest to it is kept, as <see cref="FashionPipeline.Draw"/> gives it first.</param>
sealed class QueryPainter(FashionPipeline encoders, FashionModels generator, bool drawings, int bestOf = 1)
{
    const int PartSize = 32;

    /// <summary>Draws a picture for each query: of what was understood, and of several garments each in its turn, by the picture's number.</summary>
    /// <param name="queries">One or more.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="picture">Which picture of the seed a query gets.</param>
    /// <param name="progress">Receives how many were drawn so far, from several threads.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Pictures of the generator's size.</returns>
    public RgbImage[] Draw(IReadOnlyList<FashionQuery> queries, long seed, Func<int, int> picture, Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        float[] composed = [.. encoders.Prepare(queries, new SearchOptions { By = SearchBy.Composed })
            .SelectMany((query, i) => query.Wanted[picture(i) % query.Wanted.Count].QueryEmbedding.ToArray())];
        int length = composed.Length / queries.Count, drawn = 0;
        var pictures = new RgbImage[queries.Count];
        Parallel.For(0, (queries.Count + PartSize - 1) / PartSize,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, part =>
        {
            int first = part * PartSize, rows = Math.Min(PartSize, queries.Count - first);
            float[] asked = composed[(first * length)..((first + rows) * length)];
            RgbImage[][] tries = [.. Enumerable.Range(0, bestOf)
                .Select(attempt => Pictures(asked, rows, seed, row => picture(first + row) * bestOf + attempt))];
            float[][] seen = bestOf == 1 ? [] : [.. tries.Select(encoders.EmbedImages)];
            for (int i = 0; i < rows; i++)
            {
                Range row = (i * length)..((i + 1) * length);
                int best = seen.Length == 0 ? 0 : Enumerable.Range(0, bestOf)
                    .MaxBy(attempt => TensorPrimitives.Dot<float>(asked.AsSpan(row), seen[attempt].AsSpan(row)));
                pictures[first + i] = tries[best][i];
            }

            progress?.Invoke(Interlocked.Add(ref drawn, rows));
        });
        return pictures;
    }

    RgbImage[] Pictures(float[] queries, int rows, long seed, Func<int, int> picture)
    {
        int length = generator.NoiseDimension;
        float[] noise = new float[rows * length];
        for (int i = 0; i < rows; i++)
        {
            Span<float> row = noise.AsSpan(i * length, length);
            NoiseSource.Fill(seed, picture(i), row);
            row[0] = MathF.Abs(row[0]) * (drawings ? -1 : 1);
        }

        float[] pixels = generator[ModelRole.Generator].Run(rows, new ScorerInput(Columns.QueryEmbedding, queries), new ScorerInput(Columns.Noise, noise));
        int size = generator.GeneratedSize, numbers = 3 * size * size;
        return [.. Enumerable.Range(0, rows).Select(i => ImagePreprocessing.FromTensor(pixels.AsSpan(i * numbers, numbers), size))];
    }
}
