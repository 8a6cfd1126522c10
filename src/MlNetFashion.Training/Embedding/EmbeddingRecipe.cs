using MlNetFashion.Catalogues;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Embedding;

/// <summary>Trains text encoder, image encoder and query composer together.</summary>
sealed class EmbeddingRecipe : TrainingRecipe<EmbeddingPlan, EmbeddingRunOptions, EmbeddingModel>
{
    // Families of drawings to learn from, and garments of the sample catalogue to validate with.
    internal const int Families = 6000, TinyFamilies = 50, Samples = 1000, TinySamples = 50;

    internal EmbeddingRecipe() : base("text encoder, image encoder and query composer, trained together", EmbeddingRunOptions.Checkpoint)
    {
    }

    private protected override EmbeddingRunOptions Usual(EmbeddingPlan plan, RunFolder? resumed)
    {
        RunFolder? start = resumed ?? (plan.Encoders is null ? null : RunFolder.Open(plan.Encoders));
        int vocabulary = WordPieceTokenizer.Default.Vocabulary.Size;
        EmbeddingModelOptions model = start is not null ? ReadOptions(start).Model : plan.IsTiny ? EmbeddingModelOptions.Tiny(vocabulary)
            : EmbeddingModelOptions.Default(vocabulary);
        EmbeddingTrainingOptions training = plan.Choose(new EmbeddingTrainingOptions(), EmbeddingTrainingOptions.Tiny);
        return new EmbeddingRunOptions(model, [], training with { Metric = plan.Metric ?? training.Metric });
    }

    private protected override TrainingOptions TrainingOf(EmbeddingRunOptions options) => options.Training;

    private protected override void Train(EmbeddingPlan plan, EmbeddingRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? TinyFamilies : Families),
            validation = TrainingSet.LoadValidation(plan.Source, plan.IsTiny ? TinySamples : Samples);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        RunFolder? encoders = plan.Encoders is null ? null : RunFolder.Open(plan.Encoders), pretrained = plan.Pretrained is null ? null
            : RunFolder.Open(plan.Pretrained);
        using var trainer = new EmbeddingTrainer(set, tokenizer, options.Model, options.Training, run, plan.Resume, encoders, pretrained);
        trainer.Run(new EmbeddingValidation(validation, tokenizer, options.Model.Text.Bert.MaxPositions, set.Vocabulary).Score, progress: progress,
            cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, EmbeddingModel model, EmbeddingRunOptions options, RunFolder run) =>
        Write(export, model, options);

    /// <summary>Writes encoders, and the reader of attributes where it knows its values.</summary>
    internal static IReadOnlyList<ExportedModel> Write(ModelExport export, EmbeddingModel model, EmbeddingRunOptions options)
    {
        IReadOnlyList<ExportedModel> encoders = export.Encoders(model, options.Model.Text.Bert.VocabularySize);
        return options.MainValues is { } values ? [.. encoders, export.AttributeReader(model.Attributes, values)] : encoders;
    }

    private protected override IEnumerable<string> DataSets(EmbeddingPlan plan) => WithCaptions(base.DataSets(plan), plan.Pretrained);

    /// <summary>What a pretrained BERT has read stays with the encoder that starts from it.</summary>
    internal static IEnumerable<string> WithCaptions(IEnumerable<string> dataSets, string? pretrained) =>
        pretrained is null ? dataSets : dataSets.Append(DataSetNames.FashionIq);
}
