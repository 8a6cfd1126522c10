using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Facts;

/// <summary>Makes embeddings of a run of the encoders tell kind, colour and gender; see <see cref="FactEmbedding"/>.
/// What comes out of it is a run of the encoders, too.</summary>
sealed class FactRecipe : TrainingRecipe<FactPlan, FactRunOptions, EmbeddingModel>
{
    const string Telling = nameof(FactRunOptions.Telling) + ".";

    internal FactRecipe() : base("makes embeddings of a run of embedding tell kind, colour and gender", FactRunOptions.TellingCheckpoint)
    {
    }

    /// <inheritdoc/>
    public override string NextStep(string run) => $"Tune its text encoder and composer with: fashion train text --encoders {run} --out runs/text";

    private protected override FactRunOptions Usual(FactPlan plan, RunFolder? resumed)
    {
        EmbeddingRunOptions encoders = EmbeddingRunOptions.Checkpoint.ReadOptions(RunFolder.Open(plan.Encoders));
        return new FactRunOptions(encoders.Model, encoders.AttributeCounts, encoders.Training, plan.Choose(new FactTrainingOptions(), FactTrainingOptions.Tiny))
        {
            MainValues = encoders.MainValues,
        };
    }

    private protected override TrainingOptions TrainingOf(FactRunOptions options) => options.Telling;

    private protected override void Train(FactPlan plan, FactRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? EmbeddingRecipe.TinyFamilies : EmbeddingRecipe.Families);
        TrainingSet validation = TrainingSet.LoadValidation(plan.Source, plan.IsTiny ? EmbeddingRecipe.TinySamples : EmbeddingRecipe.Samples);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        using var trainer = new FactTrainer(set, tokenizer, RunFolder.Open(plan.Encoders), options.Telling, run, plan.Resume);
        trainer.Run(new EmbeddingValidation(validation, tokenizer, Columns.MaxTokens, set.Vocabulary).Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, EmbeddingModel model, FactRunOptions options, RunFolder run) =>
        EmbeddingRecipe.Write(export, model, options);

    private protected override void Check(FactPlan plan)
    {
        base.Check(plan);
        if (plan.Settings.FirstOrDefault(setting => !setting.StartsWith(Telling, StringComparison.Ordinal)) is { } other)
            throw new ArgumentException($"\"{other}\" sets what stays as the encoders have it. "
                + $"Set options of {nameof(FactRunOptions.Telling)}, such as {Telling}{nameof(FactTrainingOptions.Share)}=0.8.");
    }
}
