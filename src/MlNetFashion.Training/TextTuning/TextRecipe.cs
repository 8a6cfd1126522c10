using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.TextTuning;

/// <summary>Tunes text encoder and query composer of a run of the encoders; see
/// <see cref="TextTuningOptions"/>. What comes out of it is a run of the encoders, too.</summary>
sealed class TextRecipe : TrainingRecipe<TextPlan, TextRunOptions, EmbeddingModel>
{
    const string Tuning = nameof(TextRunOptions.Tuning) + ".";

    internal TextRecipe() : base("tunes text encoder and query composer of a run of embedding, against its pictures", TextRunOptions.TunedCheckpoint)
    {
    }

    private protected override TextRunOptions Usual(TextPlan plan, RunFolder? resumed)
    {
        EmbeddingRunOptions encoders = EmbeddingRunOptions.Checkpoint.ReadOptions(RunFolder.Open(plan.Encoders));
        return new TextRunOptions(encoders.Model, encoders.AttributeCounts, encoders.Training,
            plan.Choose(new TextTuningOptions(), TextTuningOptions.Tiny) with { Start = plan.Start })
        {
            MainValues = encoders.MainValues,
        };
    }

    private protected override TrainingOptions TrainingOf(TextRunOptions options) => options.Tuning;

    private protected override void Train(TextPlan plan, TextRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? EmbeddingRecipe.TinyFamilies : EmbeddingRecipe.Families);
        TrainingSet validation = TrainingSet.LoadValidation(plan.Source, plan.IsTiny ? EmbeddingRecipe.TinySamples : EmbeddingRecipe.Samples);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        RunFolder? pretrained = plan.Pretrained is null ? null : RunFolder.Open(plan.Pretrained);
        using var tuner = new TextTuner(set, tokenizer, RunFolder.Open(plan.Encoders), options.Tuning, run, plan.Resume, pretrained);
        tuner.Run(new EmbeddingValidation(validation, tokenizer, Columns.MaxTokens, set.Vocabulary).Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, EmbeddingModel model, TextRunOptions options, RunFolder run) =>
        EmbeddingRecipe.Write(export, model, options);

    private protected override IEnumerable<string> DataSets(TextPlan plan) => EmbeddingRecipe.WithCaptions(base.DataSets(plan), plan.Pretrained);

    private protected override void Check(TextPlan plan)
    {
        base.Check(plan);
        if (plan is { Pretrained: not null, Fresh: true })
            throw new ArgumentException("The text encoder starts from --pretrained or from random weights (--fresh), not both. Leave one out.");
        if (plan.Settings.FirstOrDefault(setting => !setting.StartsWith(Tuning, StringComparison.Ordinal)) is { } other)
            throw new ArgumentException($"\"{other}\" sets what tuning leaves as the encoders have it. "
                + $"Set options of {nameof(TextRunOptions.Tuning)}, such as {Tuning}{nameof(TextTuningOptions.Pairs)}=96.");
    }
}
