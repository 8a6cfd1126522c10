using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Export;

namespace MlNetFashion.Training.Tagger;

/// <summary>The text tagger of a folder of models, put into 8-bit numbers where that leaves its tags as they are: a quarter of the bytes.</summary>
static class Int8Tagger
{
    /// <summary>The share of tokens that must keep their likeliest tag.</summary>
    public const double LeastAgreement = 0.995;

    /// <summary>Replaces the tagger of a set, where enough tokens keep their tag.</summary>
    /// <param name="set">The models.</param>
    /// <param name="texts">One with words or more, to compare the tags of.</param>
    /// <returns>The share of tokens that keep their tag; the tagger stays as it was where it is less than <see cref="LeastAgreement"/>.</returns>
    /// <exception cref="FileNotFoundException">The set has no tagger.</exception>
    public static double Write(ModelSetDraft set, IReadOnlyList<string> texts)
    {
        ModelContract contract = ModelContract.Of(ModelRole.TextTagger);
        if (set.Manifest.Find(ModelRole.TextTagger) is not { } entry || set.Read(entry) is not { } exact)
            throw new FileNotFoundException($"'{set.Folder}' has no tagger that is as {ModelManifest.FileName} says. Export it again "
                + $"(fashion export RUN --out \"{set.Folder}\").", contract.File);
        byte[] small = OnnxQuantiser.Dynamic(OnnxModel.Load(exact)).ToArray();
        double agreement = Agreement(exact, small, texts);
        if (agreement < LeastAgreement)
            return agreement;
        (string file, string sha256) = set.Add(contract.File, small);
        set.Put(entry with { File = file, Sha256 = sha256, Metrics = new Dictionary<string, double>(entry.Metrics) { ["int8Agreement"] = agreement } });
        return agreement;
    }

    static double Agreement(byte[] exact, byte[] small, IReadOnlyList<string> texts)
    {
        using OnnxScorer first = new(exact, "tagger"), second = new(small, "tagger in 8-bit numbers");
        long same = 0, tokens = 0;
        long[] ids = new long[Columns.MaxTokens], mask = new long[Columns.MaxTokens];
        foreach (string text in texts)
        {
            int count = WordPieceTokenizer.Default.Encode(text, ids, mask);
            float[] a = Score(first, count), b = Score(second, count);
            for (int token = 1; token < count - 1; token++, tokens++)
                same += Best(a, token) == Best(b, token) ? 1 : 0;
        }

        return tokens > 0 ? (double)same / tokens : throw new ArgumentException($"None of the {texts.Count:N0} texts has a word to tag. "
            + $"Give texts as users type them.", nameof(texts));

        float[] Score(OnnxScorer scorer, int count) =>
            scorer.Run(1, new ScorerInput(Columns.InputIds, ids.AsMemory(0, count)), new ScorerInput(Columns.AttentionMask, mask.AsMemory(0, count)));
    }

    static int Best(float[] scores, int token) =>
        System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores.AsSpan(token * Columns.TagCount, Columns.TagCount));
}
