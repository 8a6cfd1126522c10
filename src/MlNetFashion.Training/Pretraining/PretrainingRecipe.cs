using MlNetFashion.Catalogues;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Pretraining;

/// <summary>Pretrains the text encoder's BERT on the language of fashion.</summary>
sealed class PretrainingRecipe : TrainingRecipe<RunPlan, PretrainingRunOptions, MaskedLanguageModel>
{
    const int Drawings = 20_000, TinyDrawings = 50, HeldOutTexts = 2000;

    internal PretrainingRecipe()
        : base("the language of fashion, from text alone: what text encoder and tagger may start from", PretrainingRunOptions.Checkpoint)
    {
    }

    /// <inheritdoc/>
    public override string NextStep(string run) => $"Train encoders that start from it with: fashion train embedding --pretrained {run}";

    private protected override PretrainingRunOptions Usual(RunPlan plan, RunFolder? resumed)
    {
        WordPieceVocabulary vocabulary = WordPieceTokenizer.Default.Vocabulary;
        return new PretrainingRunOptions(plan.IsTiny ? BertOptions.Tiny(vocabulary.Size) : BertOptions.Small(vocabulary.Size), vocabulary.Sha256,
            plan.Choose(new PretrainingOptions(), PretrainingOptions.Tiny));
    }

    private protected override TrainingOptions TrainingOf(PretrainingRunOptions options) => options.Training;

    private protected override void Train(RunPlan plan, PretrainingRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        PretrainingCorpus corpus = PretrainingCorpus.Load(plan.Source, plan.IsTiny ? TinyDrawings : Drawings, options.Training.Mixture);
        run.AddLearned(LearnedRecord.Of(corpus, plan.Source));
        using var trainer = new PretrainingTrainer(corpus, tokenizer, options.Model, options.Training, run, plan.Resume);
        var validation = new PretrainingValidation(LoadHeldOut(plan.Source, corpus), tokenizer, options.Training, options.Model.MaxPositions);
        trainer.Run(validation.Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, MaskedLanguageModel model,
        PretrainingRunOptions options, RunFolder run) =>
        throw new NotSupportedException($"A pretrained language model is not exported: it is what others start from. {NextStep(run.Path)}");

    // Words alone are read, and no photos.
    private protected override IEnumerable<string> DataSets(RunPlan plan) => [DataSetNames.Products, DataSetNames.FashionIq];

    /// <summary>Texts that training never sees: captions of Fashion IQ's validation split and titles of
    /// held-out products, or of the sample catalogue where there are none.</summary>
    /// <param name="data">The data folder, or null.</param>
    /// <param name="corpus">What is learned from; texts that stand in it word for word are left out.</param>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> LoadHeldOut(string? data, PretrainingCorpus corpus)
    {
        HashSet<string> seen = [.. corpus.Titles, .. corpus.FashionIqTitles, .. corpus.Captions];
        IEnumerable<string> titles = ((data is null ? null : TrainingCatalogues.ProductRows(data, heldOut: true))
            ?? Enumerable.Range(0, 100).Select(i => SampleCatalogue.Garment(i).ToItem($"{i}"))).Select(item => item.Title);
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
