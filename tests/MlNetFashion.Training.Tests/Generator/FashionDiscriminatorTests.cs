using MlNetFashion.Training.Generator;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Generator;

sealed class FashionDiscriminatorTests
{
    [Test]
    public void APictureIsJudgedByItselfAndByWhatWasAskedFor([Values] DiscriminatorCondition condition, [Values] bool spectralNorm)
    {
        using IDisposable _ = no_grad();
        random.manual_seed(2);
        using var discriminator = new FashionDiscriminator(FashionDiscriminatorOptions.Tiny with { Condition = condition, SpectralNorm = spectralNorm });
        discriminator.eval();
        Tensor pictures = rand(3, 3, 64, 64), one = nn.functional.normalize(randn(3, Columns.EmbeddingDimension), dim: 1),
            other = nn.functional.normalize(randn(3, Columns.EmbeddingDimension), dim: 1);
        Tensor score = discriminator.forward(pictures, one).Tensor;
        Assert.That(score.shape, Is.EqualTo(new long[] { 3 }));
        Assert.That((score[1..] - discriminator.forward(pictures[1..], one[1..]).Tensor).abs().max().item<float>(), Is.LessThan(1e-5));
        Assert.That((score - discriminator.forward(pictures, other).Tensor).abs().min().item<float>(), Is.GreaterThan(1e-6), "the query makes no difference");
        Assert.That((score - discriminator.forward(pictures.flip(0), one).Tensor).abs().max().item<float>(), Is.GreaterThan(1e-6),
            "the picture makes no difference");
    }
}
