using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Inference;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

public sealed class OnnxScorerTests
{
    const int D = Columns.EmbeddingDimension;

    static readonly byte[] s_encoder = Bytes(ModelRole.TextEncoder);

    [Test]
    public void A_batch_gives_what_its_rows_give_one_by_one()
    {
        using var scorer = new OnnxScorer(s_encoder, "encoder");
        long[] ids = [.. Enumerable.Range(10, 12).Select(id => (long)id)], mask = [1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0];
        float[] together = scorer.Run(3, new ScorerInput("InputIds", ids), new ScorerInput("AttentionMask", mask));
        for (int row = 0; row < 3; row++)
        {
            float[] alone = scorer.Run(1, new ScorerInput("InputIds", ids.AsMemory(row * 4, 4)), new ScorerInput("AttentionMask", mask.AsMemory(row * 4, 4)));
            Assert.That(together[(row * D)..((row + 1) * D)], Is.EqualTo(alone).Within(1e-6));
        }
    }

    [Test]
    public void Many_threads_can_share_a_scorer()
    {
        using var scorer = new OnnxScorer(s_encoder, "encoder", new OnnxScorerOptions { Threads = 1, Provider = ExecutionProvider.Cpu });
        float[][] expected = [.. Enumerable.Range(0, 8).Select(Score)];
        Parallel.For(0, 400, i => Assert.That(Score(i % 8), Is.EqualTo(expected[i % 8])));

        float[] Score(int first) =>
            scorer.Run(1, new ScorerInput("InputIds", new long[] { first, first + 1 }), new ScorerInput("AttentionMask", new long[] { 1, 1 }));
    }

    [Test]
    public void Inputs_that_do_not_fit_are_named_with_both_numbers()
    {
        using var scorer = new OnnxScorer(Bytes(ModelRole.QueryComposer), "composer");
        var text = new ScorerInput("TextEmbedding", new float[2 * D]);
        Assert.That(() => scorer.Run(2, text, new ScorerInput("ImageEmbedding", new float[2 * D - 1])),
            Throws.ArgumentException.With.Message.EqualTo($"ImageEmbedding of 2 rows has {2 * D} values, shape (N,{D}), but {2 * D - 1} were given."));
        Assert.That(() => scorer.Run(2, text, new ScorerInput("Image", new float[2 * D])),
            Throws.ArgumentException.With.Message.EqualTo("'composer' has no input 'Image'; "
                + $"it has TextEmbedding float32 (N,{D}) and ImageEmbedding float32 (N,{D})."));
        Assert.That(() => scorer.Run(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        using var encoder = new OnnxScorer(s_encoder, "encoder");
        Assert.That(() => encoder.Run(2, new ScorerInput("InputIds", new long[7]), new ScorerInput("AttentionMask", new long[8])),
            Throws.ArgumentException.With.Message.EqualTo("InputIds of 2 rows has 2 values times its length, shape (N,T), but 7 were given."));
    }

    [Test]
    public void Bytes_that_are_no_model_are_refused() =>
        Assert.That(() => new OnnxScorer([1, 2, 3], "three.onnx"),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("'three.onnx' is not a model that ONNX Runtime can run: "));

    [Test]
    public void Asking_for_CUDA_where_it_cannot_be_says_what_to_do()
    {
        if (Cuda.Obstacle is not { } obstacle)
        {
            using OnnxScorer scorer = new(s_encoder, "encoder", new OnnxScorerOptions { Provider = ExecutionProvider.Cuda });
            Assert.That(scorer.UsesGpu);
            return;
        }

        Assert.That(() => new OnnxScorer(s_encoder, "encoder", new OnnxScorerOptions { Provider = ExecutionProvider.Cuda }),
            Throws.TypeOf<PlatformNotSupportedException>().With.Message.EqualTo($"CUDA was asked for, but {obstacle}"));
        // The package of processors has no CUDA, that of cards finds no driver where there is none: neither is a fault of the model.
        bool hasPackage = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");
        Assert.That(obstacle, Does.Contain(hasPackage ? "driver" : "-p:OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu"));
        using OnnxScorer onProcessor = new(s_encoder, "encoder", new OnnxScorerOptions { Provider = ExecutionProvider.Automatic });
        Assert.That(onProcessor.UsesGpu, Is.False);
    }

    static byte[] Bytes(ModelRole role)
    {
        using var stream = new MemoryStream();
        TinyModels.Make(role).Save(stream);
        return stream.ToArray();
    }
}
