using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Training.Tests.Composer;

/// <summary>Encoders that need no training: a picture is the sum of a vector for each of its facts, a text the sum of one for each of its words.</summary>
static class FactSpace
{
    const int D = Columns.EmbeddingDimension;

    /// <summary>The drawings of <see cref="TinyTrainingSet"/>, embedded.</summary>
    public static EmbeddedSet Drawings { get; } = Embed(TinyTrainingSet.Drawings, []);

    public static EmbeddedSet Embed(TrainingSet set, IReadOnlyList<CaptionedPair> captioned) =>
        new(set, [.. set.Items.SelectMany(item =>
            Sum(Enum.GetValues<Fact>().Where(fact => item[fact] >= 0).SelectMany(fact => set.Vocabulary.Value(fact, item[fact]).Split(' '))))], Words,
            captioned);

    public static float[] Words(IReadOnlyList<string?> texts) =>
        [.. texts.SelectMany(text => Sum((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    static float[] Sum(IEnumerable<string> words)
    {
        float[] sum = new float[D];
        foreach (string word in words)
        {
            var random = new Random(word.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter)));
            for (int i = 0; i < D; i++)
                sum[i] += random.NextSingle() - 0.5f;
        }

        float length = MathF.Sqrt(sum.Sum(value => value * value));
        return length > 0 ? [.. sum.Select(value => value / length)] : sum;
    }
}
