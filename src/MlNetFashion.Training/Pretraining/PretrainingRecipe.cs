using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Training.Pretraining;

/// <summary>The run behind <c>fashion train pretraining</c>: texts, trainer and validation put together.</summary>
public static class PretrainingRecipe
{
    const int Drawings = 20_000, HeldOutTexts = 2000;

    /// <summary>Pretrains the text encoder's BERT.</summary>
    /// <param name="plan">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        int vocabulary = tokenizer.Vocabulary.Size;
        BertOptions model = (plan.Tiny ? TextEncoderOptions.Tiny(vocabulary) : TextEncoderOptions.Default(vocabulary)).Bert;
        PretrainingOptions options = plan.Choose(new PretrainingOptions(), PretrainingOptions.Tiny);
        PretrainingCorpus corpus = PretrainingCorpus.Load(plan.Source, plan.Tiny ? 50 : Drawings, options.Mixture);
        run.AddLearned(LearnedRecord.Of(corpus, plan.Source));
        using var trainer = new PretrainingTrainer(corpus, tokenizer, model, options, run, plan.Resume);
        trainer.Run(new PretrainingValidation(LoadHeldOut(plan.Source, corpus), tokenizer, options, model.MaxPositions).Score, progress: progress, cancellation: cancellation);
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
