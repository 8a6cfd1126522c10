using System.Globalization;
using System.Numerics.Tensors;

namespace MlNetFashion.Evaluation;

/// <summary>How often a picture is nearer to the text that it was made for than to other texts, drawn at random.</summary>
/// <remarks>Xu et al., AttnGAN, 2018: one right text among 99 others, so a random order gives 0.01.
/// A right text that shares the first place with k others counts 1 / (k + 1): encoders that give
/// all texts the same embedding get what a random order gives.</remarks>
/// <param name="Score">0 to 1.</param>
/// <param name="Pictures">How many were judged.</param>
/// <param name="Others">Wrong texts beside each right one.</param>
/// <param name="Texts">Different texts that they were drawn from.</param>
/// <param name="Ties">Pictures whose right text shared the first place.</param>
sealed record RPrecision(double Score, int Pictures, int Others, int Texts, int Ties)
{
    /// <summary>Wrong texts beside each right one, as published.</summary>
    public const int PublishedOthers = 99;

    /// <summary>What embeddings that know nothing would score.</summary>
    public double OfRandomOrder => 1.0 / (Others + 1);

    /// <summary>How far sampling alone moves <see cref="Score"/>, at most: the standard deviation of a share of so many.</summary>
    public double StandardError => Math.Sqrt(Score * (1 - Score) / Pictures);

    /// <summary>Judges pictures by cosine.</summary>
    /// <param name="pictures">Embeddings of pictures, one or more.</param>
    /// <param name="texts">Embeddings of the texts that they were made for, row by row.</param>
    /// <param name="asked">Those texts: equal ones are one text, and never drawn against each other.</param>
    /// <param name="seed">Decides which others are drawn.</param>
    /// <param name="others">Wrong texts beside each right one, 1 or more.</param>
    /// <exception cref="ArgumentException">The numbers of rows or lengths differ, or there are too few different texts.</exception>
    public static RPrecision Of(FeatureMatrix pictures, FeatureMatrix texts, IReadOnlyList<string> asked, int seed, int others = PublishedOthers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(others, 1);
        pictures.RequireSameDimensions(texts, "texts");
        if (pictures.Count != texts.Count || asked.Count != texts.Count || texts.Count == 0)
            throw new ArgumentException($"There are {pictures.Count:N0} pictures, {texts.Count:N0} embeddings of texts and {asked.Count:N0} texts. "
                + "Give as many of each, one or more.", nameof(texts));
        var places = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < asked.Count; i++)
            places.TryAdd(asked[i], i);
        if (places.Count <= others)
            throw new ArgumentException($"{others} others beside the right text take {others + 1} different texts, but there are {places.Count}. "
                + "Ask for more, or compare with fewer.", nameof(asked));

        float[][] units = [.. places.Values.Select(row => Unit(texts[row]))];
        int[] order = [.. Enumerable.Range(0, units.Length)];
        var random = new Random(seed);
        double score = 0;
        int ties = 0;
        for (int picture = 0; picture < pictures.Count; picture++)
        {
            int above = 0, beside = 0, own = places.IndexOf(asked[picture]);
            float wanted = TensorPrimitives.Dot(pictures[picture], units[own]);
            // The first steps of a shuffle; the right text waits at the end, where nothing is drawn.
            Swap(order, Array.IndexOf(order, own), order.Length - 1);
            for (int drawn = 0; drawn < others; drawn++)
            {
                Swap(order, drawn, random.Next(drawn, order.Length - 1));
                float other = TensorPrimitives.Dot(pictures[picture], units[order[drawn]]);
                above += other > wanted ? 1 : 0;
                beside += other == wanted ? 1 : 0;
            }

            score += above > 0 ? 0 : 1.0 / (beside + 1);
            ties += above == 0 && beside > 0 ? 1 : 0;
        }

        return new RPrecision(score / pictures.Count, pictures.Count, others, units.Length, ties);
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture,
        $"R-precision {Score:F3} ± {StandardError:F3} (random {OfRandomOrder:F3}): {Pictures:N0} pictures, "
            + $"each with {Others} other texts of {Texts:N0}, {Ties:N0} ties");

    static void Swap(int[] order, int one, int other) => (order[one], order[other]) = (order[other], order[one]);

    // A zero vector stays one: it is as near to every text, and not "no number", which no other would be nearer than.
    static float[] Unit(ReadOnlySpan<float> text)
    {
        float norm = TensorPrimitives.Norm(text);
        float[] unit = new float[text.Length];
        if (norm > 0)
            TensorPrimitives.Divide(text, norm, unit);
        return unit;
    }
}
