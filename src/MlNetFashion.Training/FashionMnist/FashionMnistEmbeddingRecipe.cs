using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains the embedding, which brings pictures of one class together.</summary>
sealed class FashionMnistEmbeddingRecipe : FashionMnistRecipe<FashionMnistEmbeddingPlan, FashionMnistEmbeddingRunOptions, FashionMnistEmbeddingModel>
{
    // Looking through all that is learned from would take longer than the steps between two validations.
    const int ValidationGallery = 10_000, TinyGallery = 100, TinyQueries = 50;

    internal FashionMnistEmbeddingRecipe() : base("brings pictures of one class together", FashionMnistEmbeddingRunOptions.Checkpoint) =>
        Measure = new FashionMnistNeighbourMeasure(this);

    /// <inheritdoc/>
    public override ModelMeasure Measure { get; }

    private protected override FashionMnistEmbeddingRunOptions Usual(FashionMnistEmbeddingPlan plan, RunFolder? resumed)
    {
        FashionMnistEmbeddingTrainingOptions training = plan.Choose(new FashionMnistEmbeddingTrainingOptions(), FashionMnistEmbeddingTrainingOptions.Tiny);
        return new FashionMnistEmbeddingRunOptions(plan.IsTiny ? FashionMnistImageEncoderOptions.Tiny : FashionMnistImageEncoderOptions.Default,
            training with { Metric = plan.Metric ?? training.Metric });
    }

    private protected override TrainingOptions TrainingOf(FashionMnistEmbeddingRunOptions options) => options.Training;

    private protected override void Train(
        FashionMnistEmbeddingPlan plan, FashionMnistEmbeddingRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
            CancellationToken cancellation)
    {
        (FashionMnistPictures learned, FashionMnistPictures heldOut) = FashionMnistPictures.LoadLearned(plan.Data!);
        FashionMnistPictures gallery = learned.Some(plan.IsTiny ? TinyGallery : ValidationGallery),
            queries = heldOut.Some(plan.IsTiny ? TinyQueries : heldOut.Count);
        using var trainer = new FashionMnistEmbeddingTrainer(learned, options.Model, options.Training, run, plan.Resume);
        trainer.Run(new FashionMnistEmbeddingValidation(gallery, queries).Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FashionMnistEmbeddingModel model,
        FashionMnistEmbeddingRunOptions options, RunFolder run) =>
        [export.Plain(FileName, model.Encoder, [ExampleInputs.Picture(channels: 1, FashionMnistPictures.Side)], [Columns.ImageEmbedding])];
}
