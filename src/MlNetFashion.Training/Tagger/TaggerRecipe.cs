using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Pretraining;

namespace MlNetFashion.Training.Tagger;

/// <summary>The run behind <c>fashion train tagger</c>: texts, trainer and validation put together.</summary>
public static class TaggerRecipe
{
    const int Drawings = 20_000, Texts = 2000;

    /// <summary>Trains the tagger.</summary>
    /// <param name="plan">How.</param>
    /// <param name="pretrained">The run of pretraining that it starts from; null for random weights.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, RunFolder? pretrained, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        int vocabulary = tokenizer.Vocabulary.Size;
        BertOptions model = (plan.Tiny ? TextEncoderOptions.Tiny(vocabulary) : TextEncoderOptions.Default(vocabulary)).Bert;
        TaggerOptions options = plan.Choose(new TaggerOptions(), TaggerOptions.Tiny);
        PretrainingCorpus corpus = PretrainingCorpus.Load(plan.Source, plan.Tiny ? 50 : Drawings, new PretrainingMixture { FashionIqTitles = 0 });
        run.AddLearned(LearnedRecord.Of(corpus, plan.Source));
        using var trainer = new TaggerTrainer(corpus, tokenizer, model, options, run, plan.Resume, pretrained);
        trainer.Run(LoadValidation(plan.Source, corpus, tokenizer).Score, progress: progress, cancellation: cancellation);
    }

    /// <summary>Texts of the training side ("chosen": training passes those with held-out values over) and texts of the other ("unseen").</summary>
    static TaggerValidation LoadValidation(string? data, PretrainingCorpus corpus, WordPieceTokenizer tokenizer)
    {
        string[] chosen = [.. corpus.Captions, .. corpus.Titles];
        string[] unseen = [.. PretrainingRecipe.LoadHeldOut(data, corpus).Values.SelectMany(texts => texts)];
        new Random(1).Shuffle(chosen);
        return new TaggerValidation(new Dictionary<string, IReadOnlyList<string>> { ["chosen"] = chosen[..Math.Min(chosen.Length, 20 * Texts)], ["unseen"] = unseen }, tokenizer, Texts);
    }
}
