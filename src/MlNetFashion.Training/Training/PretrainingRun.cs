using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train pretraining</c>: texts, trainer and validation put together.</summary>
public static class PretrainingRun
{
    const int Drawings = 20_000, HeldOutTexts = 2000;

    /// <summary>Pretrains the text encoder's BERT.</summary>
    /// <param name="data">The data folder, or null for the words of drawings alone.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="tiny">The preset for tests, seconds instead of half an hour.</param>
    /// <param name="steps">Optimiser steps; null for the preset's.</param>
    /// <param name="seed">Everything random follows from it.</param>
    /// <param name="resume">Goes on from the run's checkpoint.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(string? data, RunFolder run, bool tiny, int? steps, int seed, bool resume, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        int vocabulary = tokenizer.Vocabulary.Size;
        BertOptions model = (tiny ? TextEncoderOptions.Tiny(vocabulary) : TextEncoderOptions.Default(vocabulary)).Bert;
        PretrainingOptions options = (tiny ? PretrainingOptions.Tiny : new PretrainingOptions()) with { Seed = seed };
        options = options with { Steps = steps ?? options.Steps };
        PretrainingCorpus corpus = PretrainingCorpus.Load(tiny ? null : data, tiny ? 50 : Drawings, options.Mixture);
        using var trainer = new PretrainingTrainer(corpus, tokenizer, model, options, run, resume);
        trainer.Run(new PretrainingValidation(LoadHeldOut(tiny ? null : data, corpus), tokenizer, options, model.MaxPositions).Score, progress, cancellation);
    }

    /// <summary>Texts that training never sees: captions of Fashion IQ's validation split and titles of held-out products, or of the sample catalogue where there are none.</summary>
    /// <param name="data">The data folder, or null.</param>
    /// <param name="corpus">What is learned from; texts that stand in it word for word are left out.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> LoadHeldOut(string? data, PretrainingCorpus corpus)
    {
        HashSet<string> seen = [.. corpus.Titles, .. corpus.FashionIqTitles, .. corpus.Captions];
        IEnumerable<string> titles = ((data is null ? null : TrainingCatalogues.ProductRows(data, heldOut: true))
            ?? Enumerable.Range(0, 100).Select(i => Catalogues.SampleCatalogue.Garment(i).ToItem($"{i}"))).Select(item => item.Title);
        IEnumerable<string> captions = data is null ? [] : FashionIqTexts.Load(data).ValidationCaptions;
        return new Dictionary<string, IReadOnlyList<string>> { ["caption"] = Choose(captions), ["title"] = Choose(titles) };

        string[] Choose(IEnumerable<string> texts)
        {
            string[] unseen = [.. texts.Where(text => text.Length > 0 && !seen.Contains(text)).Distinct(StringComparer.Ordinal)];
            new Random(1).Shuffle(unseen);
            return unseen[..Math.Min(HeldOutTexts, unseen.Length)];
        }
    }
}
