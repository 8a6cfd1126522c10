using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Generator;

/// <summary>One thing that a generator is to draw, and what would be a wrong answer.</summary>
/// <param name="Target">A picture of what is asked for.</param>
/// <param name="Reference">The picture that was shown, if <paramref name="IsShown"/>; otherwise one that is alike or differs in one fact.</param>
/// <param name="Text">The words; empty where the picture alone speaks.</param>
/// <param name="IsShown">Whether the reference is part of the request.</param>
/// <param name="Wanted">What is asked for: a value number for each fact, −1 where it is left open.</param>
sealed record GeneratorRequest(TrainingItem Target, TrainingItem Reference, string Text, bool IsShown, int[] Wanted)
{
    /// <summary>Draws requests as they are when asking: from words (60 %), from a reference picture and words, from a picture alone.</summary>
    /// <param name="set">Where items come from.</param>
    /// <param name="sampler">Draws pairs.</param>
    /// <param name="writer">Words them.</param>
    /// <param name="random">Chooses.</param>
    public static GeneratorRequest Next(TrainingSet set, PairSampler sampler, CaptionWriter writer, Random random)
    {
        TrainingPair pair = sampler.Next(random);
        TrainingItem target = set.Items[pair.Target], reference = set.Items[pair.Reference];
        int[] wanted = new int[FactVocabulary.FactCount];
        EmbeddingBatch.Wanted(target, wanted);
        double dice = random.NextDouble();
        if (dice < 0.3 && pair.Change is { } change)
            return new GeneratorRequest(target, reference,
                writer.Name(pair, target, writer.Change(change, reference[change], target[change], random)), true, wanted);
        if (dice < 0.4)
            return new GeneratorRequest(target, target, writer.Name(pair, target, ""), true, wanted);
        string text = random.Next(3) == 0 && target.Title.Length > 0 ? target.Title : writer.Describe(target, random, wanted);
        return new GeneratorRequest(target, reference, text, false, wanted);
    }

    /// <summary>Whether a picture is not what is asked for. Another photo of the same product may be described
    /// otherwise, and is not rejected; variants of a drawing are what is hardest to tell apart.</summary>
    public bool Rejects(TrainingItem item) => !item.Matches(Wanted) && (item.Domain == TrainingDomain.Sample || item.Group != Target.Group);
}
