using System.Globalization;
using MlNetFashion.Text;
using MlNetFashion.Understanding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tagger;

/// <summary>How well a tagger reads the held-out values of a lexicon, as if the lexicon lacked them.</summary>
/// <remarks>Judged are the words of held-out values and those that the lexicon lacks anyway, in which nothing should be found.</remarks>
sealed class TaggerValidation
{
    const int PartSize = 128;

    static readonly double[] s_thresholds = [0.5, 0.7, 0.8, 0.9, 0.95];

    readonly (string Name, IReadOnlyList<TaggedTexts> With, IReadOnlyList<TaggedTexts> Without)[] _splits;

    /// <summary>Sorts texts.</summary>
    /// <param name="splits">Texts by the name of their split: one to choose a threshold with, one to report with.</param>
    /// <param name="tokenizer">Of the tagger's vocabulary.</param>
    /// <param name="most">Texts of a split with held-out values, and as many without.</param>
    public TaggerValidation(IReadOnlyDictionary<string, IReadOnlyList<string>> splits, WordPieceTokenizer tokenizer, int most)
    {
        var tagger = new LexiconTagger(FashionLexicon.Default, tokenizer);
        _splits = [.. splits.Select(split =>
        {
            ILookup<bool, IReadOnlyList<TaggedWord>> byHeldOut = split.Value.Select(tagger.Read)
                .ToLookup(text => text.Any(word => word.Standing == WordStanding.HeldOut));
            return (split.Key, Parts(byHeldOut[true]), Parts(byHeldOut[false]));
        })];

        IReadOnlyList<TaggedTexts> Parts(IEnumerable<IReadOnlyList<TaggedWord>> texts) => TaggedTexts.Make(texts.Take(most), tokenizer.Vocabulary, PartSize);
    }

    /// <summary>For each split and confidence C in hundredths: <c>…PrecisionC</c> and <c>…RecallC</c> where held-out values
    /// are, and <c>…FoundC</c>, the share of unknown words with a finding where none are.</summary>
    public IReadOnlyDictionary<string, double> Score(TextTagger model)
    {
        var scores = new Dictionary<string, double>();
        foreach ((string name, IReadOnlyList<TaggedTexts> with, IReadOnlyList<TaggedTexts> without) in _splits)
        {
            (int Expected, int Found, double Confidence)[] words = [.. with.SelectMany(part => Judge(model, part))],
            others = [.. without.SelectMany(part => Judge(model, part))];
            foreach (double threshold in s_thresholds)
            {
                string hundredths = (100 * threshold).ToString("0", CultureInfo.InvariantCulture);
                var found = words.Where(word => word.Found > 0 && word.Confidence >= threshold).ToList();
                double right = found.Count(word => word.Found == word.Expected);
                scores[$"{name}Precision{hundredths}"] = right / Math.Max(1, found.Count);
                scores[$"{name}Recall{hundredths}"] = right / Math.Max(1, words.Count(word => word.Expected > 0));
                scores[$"{name}Found{hundredths}"] = (double)others.Count(word => word.Found > 0 && word.Confidence >= threshold) / Math.Max(1, others.Length);
            }
        }

        return scores;
    }

    static IEnumerable<(int Expected, int Found, double Confidence)> Judge(TextTagger model, TaggedTexts part)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [part.Texts.Count, part.Length];
        float[] scores = [.. model.forward(tensor(part.InputIds, shape), tensor(part.AttentionMask, shape)).Tensor.cpu().data<float>()];
        var judged = new List<(int, int, double)>();
        for (int row = 0; row < part.Texts.Count; row++)
        {
            int at = row * part.Length + 1;
            foreach (TaggedWord word in part.Texts[row])
            {
                double[] mean = [.. Enumerable.Range(0, Columns.TagCount)
                    .Select(tag => Enumerable.Range(at, word.Pieces.Count).Average(place => scores[place * Columns.TagCount + tag]))];
                at += word.Pieces.Count;
                if (word.Standing is WordStanding.HeldOut or WordStanding.Unknown)
                    judged.Add((word.Tag, Array.IndexOf(mean, mean.Max()), mean.Max()));
            }
        }

        return judged;
    }
}
