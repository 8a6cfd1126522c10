using MlNetFashion.Onnx;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>Examples of what models take, with which a file is written and compared with its module.</summary>
static class ExampleInputs
{
    const int Batch = 2, Tokens = 9;

    /// <summary>What reads tokens: <see cref="Columns.InputIds"/> and <see cref="Columns.AttentionMask"/>.</summary>
    /// <param name="vocabularySize">Ids are drawn below it.</param>
    public static OnnxInput[] Texts(int vocabularySize) =>
    [
        new(Columns.InputIds, randint(0, vocabularySize, [Batch, Tokens], dtype: ScalarType.Int64), "N",
            "T") { Sample = (random, shape) => Ids(random, shape, vocabularySize) },
        new(Columns.AttentionMask, ones([Batch, Tokens], dtype: ScalarType.Int64), "N", "T") { Sample = Mask },
    ];

    /// <summary>Embeddings (N, D): of unit length, and now and then zero, which stands for "missing".</summary>
    /// <param name="name">The input's name.</param>
    public static OnnxInput Embedding(string name) =>
        new(name, nn.functional.normalize(randn(Batch, Columns.EmbeddingDimension), dim: 1), "N") { Sample = Embeddings };

    /// <summary>What sees pictures: <see cref="Columns.Image"/>, (N, C, H, W), −1 to 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="side">H and W.</param>
    public static OnnxInput Picture(int channels, int side) => new(Columns.Image, rand(Batch, channels, side, side) * 2 - 1, "N");

    /// <summary>What draws from noise: <see cref="Columns.Noise"/>, (N, Z).</summary>
    /// <param name="dimension">Z.</param>
    public static OnnxInput Noise(int dimension) => new(Columns.Noise, randn(Batch, dimension), "N");

    static Tensor Ids(Random random, long[] shape, int vocabularySize) =>
        tensor([.. Enumerable.Range(0, Count(shape)).Select(_ => random.NextInt64(vocabularySize))], shape);

    // A mask as tokenisers make it: ones, then zeros, at least one token.
    static Tensor Mask(Random random, long[] shape)
    {
        long[] mask = new long[Count(shape)];
        int tokens = (int)shape[1];
        for (int row = 0; row < shape[0]; row++)
            mask.AsSpan(row * tokens, 1 + random.Next(tokens)).Fill(1);
        return tensor(mask, shape);
    }

    static Tensor Embeddings(Random random, long[] shape)
    {
        float[] values = new float[Count(shape)];
        int length = (int)shape[1];
        for (int row = 0; row < shape[0]; row++)
        {
            if (random.Next(4) == 0)
                continue;
            Span<float> vector = values.AsSpan(row * length, length);
            foreach (ref float value in vector)
                value = random.NextSingle() * 2 - 1;
            float norm = MathF.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(vector));
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, norm, vector);
        }

        return tensor(values, shape);
    }

    static int Count(long[] shape) => checked((int)shape.Aggregate(1L, (product, size) => product * size));
}
