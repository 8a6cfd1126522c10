using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>A discriminator of patches that learns beside what it judges.</summary>
/// <param name="discriminator">Sees the patches.</param>
/// <param name="optimiser">Changes it.</param>
/// <param name="crop">Side of the square, anywhere in the pictures, that it sees: no place is the same to it twice.</param>
sealed class PatchJudge(PatchDiscriminator discriminator, TrainingOptimiser optimiser, int crop)
{
    readonly Parameter[] _weights = [.. discriminator.parameters()];

    /// <summary>Learns one step, then judges.</summary>
    /// <param name="real">Pictures (N, 3, S, S), −1 to 1.</param>
    /// <param name="drawn">Others of their shape; gradients flow to them.</param>
    /// <param name="step">The step under way, which is told the discriminator's loss.</param>
    /// <returns>What is lost by the discriminator's scores, and how far its maps of the drawn pictures are from those of the real ones,
    /// each with each.</returns>
    public (Tensor Opinion, Tensor Matching) Judge(Tensor real, Tensor drawn, TrainingStep step)
    {
        (real, drawn) = Crop(real, drawn, step.Random);
        Learn(real, drawn.detach(), step);
        using var frozen = new FrozenWeights(_weights);
        IReadOnlyList<Tensor> wanted;
        using (no_grad())
            wanted = discriminator.call(real).Maps;
        (Tensor scores, IReadOnlyList<Tensor> maps) = discriminator.call(drawn.contiguous());
        return (AdversarialLosses.Generator(AdversarialLoss.Hinge, scores),
            maps.Zip(wanted, (map, other) => (map - other).to_type(ScalarType.Float32).abs().mean()).Aggregate((sum, distance) => sum + distance));
    }

    (Tensor Real, Tensor Drawn) Crop(Tensor real, Tensor drawn, Random random)
    {
        int whole = (int)real.shape[^1], side = Math.Min(whole, crop), top = random.Next(whole - side + 1), left = random.Next(whole - side + 1);
        return (real.narrow(2, top, side).narrow(3, left, side).contiguous(), drawn.narrow(2, top, side).narrow(3, left, side));
    }

    void Learn(Tensor real, Tensor drawn, TrainingStep step)
    {
        Tensor scores = discriminator.call(cat([real, drawn.contiguous()], 0)).Scores;
        int count = (int)real.shape[0];
        Tensor loss = AdversarialLosses.Real(AdversarialLoss.Hinge, scores[..count]) + AdversarialLosses.Fake(AdversarialLoss.Hinge, scores[count..]);
        step.Add(("discriminator", loss));
        optimiser.Learn(loss);
    }
}
