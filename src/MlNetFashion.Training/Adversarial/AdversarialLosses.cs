using static TorchSharp.torch;

namespace MlNetFashion.Training.Adversarial;

/// <summary>The losses of a GAN, from the scores of its discriminator.</summary>
static class AdversarialLosses
{
    /// <summary>What the discriminator loses by its scores of what it is to take for real.</summary>
    /// <param name="loss">What is played for.</param>
    /// <param name="scores">(N).</param>
    /// <param name="labelSmoothing">How far below 1 the wanted probability lies; for cross-entropy alone.</param>
    public static Tensor Real(AdversarialLoss loss, Tensor scores, double labelSmoothing = 0) => loss switch
    {
        // −t log σ(x) − (1 − t) log(1 − σ(x)) = softplus(−x) + (1 − t) x
        AdversarialLoss.BinaryCrossEntropy when labelSmoothing > 0 => nn.functional.softplus(-scores).mean() + scores.mean() * labelSmoothing,
        AdversarialLoss.BinaryCrossEntropy => nn.functional.softplus(-scores).mean(),
        AdversarialLoss.Hinge => nn.functional.relu(1 - scores).mean(),
        _ => -scores.mean(),
    };

    /// <summary>What the discriminator loses by its scores of what it is to see through.</summary>
    /// <param name="loss">What is played for.</param>
    /// <param name="scores">(N).</param>
    public static Tensor Fake(AdversarialLoss loss, Tensor scores) => loss switch
    {
        AdversarialLoss.BinaryCrossEntropy => nn.functional.softplus(scores).mean(),
        AdversarialLoss.Hinge => nn.functional.relu(1 + scores).mean(),
        _ => scores.mean(),
    };

    /// <summary>What the generator loses by the scores of what it drew.</summary>
    /// <param name="loss">What is played for.</param>
    /// <param name="scores">(N).</param>
    public static Tensor Generator(AdversarialLoss loss, Tensor scores) =>
        loss == AdversarialLoss.BinaryCrossEntropy ? nn.functional.softplus(-scores).mean() : -scores.mean();
}
