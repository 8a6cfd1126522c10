using static TorchSharp.torch;

namespace MlNetFashion.Training.Adversarial;

/// <summary>What a discriminator is trained for in one step, with all that <see cref="AdversarialOptions"/> asks for.</summary>
/// <param name="options">The strategies.</param>
/// <param name="see">Pictures (N, …) to what is seen of them, whatever was asked for (N, F); each picture by itself.</param>
/// <param name="judge">That and conditions (N, C) to scores (N).</param>
sealed class AdversarialObjective(AdversarialOptions options, Func<Tensor, Tensor> see, Func<Tensor, Tensor, Tensor> judge)
{
    /// <summary>The discriminator's loss and the scores that it comes from.</summary>
    /// <param name="real">Real pictures (N, …).</param>
    /// <param name="fake">As many drawn ones, without a way back to the generator.</param>
    /// <param name="condition">What was asked for, of both (N, C).</param>
    /// <param name="wrong">Conditions that the real pictures do not meet (N, C); needed where <see cref="AdversarialOptions.Mismatched"/> is not 0.</param>
    /// <param name="step">Decides whether R1 is due.</param>
    public (Tensor Loss, Tensor RealScores, Tensor FakeScores) Discriminator(Tensor real, Tensor fake, Tensor condition, Tensor? wrong, int step)
    {
        int count = (int)real.shape[0];
        bool mismatched = options.Mismatched > 0;
        // Seen in one go, which is as good as one by one and faster; a mismatched picture is one that was seen already.
        Tensor shown = options.Augmentation.Apply(cat([real, fake], 0)), seen = see(shown);
        Tensor scores = mismatched ? judge(cat([seen, seen[..count]], 0), cat([condition, condition, wrong!], 0)) : judge(seen, cat([condition, condition], 0));
        Tensor realScores = scores[..count], fakeScores = scores[count..(2 * count)];
        Tensor fooled = AdversarialLosses.Fake(options.Loss, fakeScores);
        if (mismatched)
            fooled = fooled * (1 - options.Mismatched) + AdversarialLosses.Fake(options.Loss, scores[(2 * count)..]) * options.Mismatched;
        Tensor loss = AdversarialLosses.Real(options.Loss, realScores, options.LabelSmoothing) + fooled;

        if (options.GradientPenalty > 0)
            loss = loss + GradientPenalties.Wasserstein(x => judge(see(x), condition), shown[..count], shown[count..], rand(count, device: real.device))
                * options.GradientPenalty;
        if (options.R1 > 0 && step % options.R1Every == 0)
            loss = loss + GradientPenalties.R1(x => judge(see(x), condition), shown[..count]) * (options.R1 * options.R1Every);
        return (loss, realScores, fakeScores);
    }

    /// <summary>The generator's loss and the scores that it comes from.</summary>
    /// <param name="fake">What it drew (N, …).</param>
    /// <param name="condition">What was asked for (N, C).</param>
    public (Tensor Loss, Tensor Scores) Generator(Tensor fake, Tensor condition)
    {
        Tensor scores = judge(see(options.Augmentation.Apply(fake)), condition);
        return (AdversarialLosses.Generator(options.Loss, scores), scores);
    }
}
