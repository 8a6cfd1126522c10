using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tagger;

/// <summary>Trains the tagger, which reads words of requests that the lexicon lacks.</summary>
sealed class TaggerRecipe : TrainingRecipe<TaggerPlan, TaggerRunOptions, TextTagger>
{
    const int Drawings = 20_000, TinyDrawings = 50, Texts = 2000;

    internal TaggerRecipe() : base("reads words of requests that the lexicon lacks", TaggerRunOptions.Checkpoint)
    {
    }

    private protected override TaggerRunOptions Usual(TaggerPlan plan, RunFolder? resumed)
    {
        WordPieceVocabulary vocabulary = WordPieceTokenizer.Default.Vocabulary;
        return new TaggerRunOptions(plan.IsTiny ? BertOptions.Tiny(vocabulary.Size) : BertOptions.Small(vocabulary.Size), vocabulary.Sha256,
            plan.Choose(new TaggerOptions(), TaggerOptions.Tiny));
    }

    private protected override TrainingOptions TrainingOf(TaggerRunOptions options) => options.Training;

    private protected override void Train(TaggerPlan plan, TaggerRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        PretrainingCorpus corpus = PretrainingCorpus.Load(plan.Source, plan.IsTiny ? TinyDrawings : Drawings, new PretrainingMixture { FashionIqTitles = 0 });
        run.AddLearned(LearnedRecord.Of(corpus, plan.Source));
        using var trainer = new TaggerTrainer(corpus, tokenizer, options.Model, options.Training, run, plan.Resume, plan.Pretrained is null ? null
            : RunFolder.Open(plan.Pretrained));
        trainer.Run(LoadValidation(plan.Source, corpus, tokenizer).Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, TextTagger model, TaggerRunOptions options, RunFolder run)
    {
        ExportedModel written = export.TextTagger(model, options.Model.VocabularySize);
        Int8Tagger.Write(export.Set, Requests());
        return [written with { File = export.Set.Manifest.Find(ModelRole.TextTagger)!.File }];
    }

    private protected override IEnumerable<string> DataSets(TaggerPlan plan) => [DataSetNames.Products, DataSetNames.FashionIq];

    // Texts of the training split ("chosen": training passes those with held-out values over) and texts of the other ("unseen").
    static TaggerValidation LoadValidation(string? data, PretrainingCorpus corpus, WordPieceTokenizer tokenizer)
    {
        string[] chosen = [.. corpus.Captions, .. corpus.Titles];
        string[] unseen = [.. PretrainingRecipe.LoadHeldOut(data, corpus).Values.SelectMany(texts => texts)];
        new Random(1).Shuffle(chosen);
        return new TaggerValidation(
            new Dictionary<string, IReadOnlyList<string>> { ["chosen"] = chosen[..Math.Min(chosen.Length, 20 * Texts)], ["unseen"] = unseen }, tokenizer,
            Texts);
    }

    // What shoppers may type, compared in both forms of the tagger.
    static string[] Requests()
    {
        PretrainingCorpus corpus = PretrainingCorpus.Load(data: null, drawings: 200, new PretrainingMixture());
        var random = new Random(2);
        return [.. Enumerable.Range(0, Texts).Select(_ => corpus.Draw(random))];
    }
}
