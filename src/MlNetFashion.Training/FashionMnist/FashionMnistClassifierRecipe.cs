using MlNetFashion.Evaluation;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains the classifier that drawn pictures are measured by.</summary>
sealed class FashionMnistClassifierRecipe : FashionMnistRecipe<FashionMnistPlan, FashionMnistClassifierRunOptions, FashionMnistClassifier>
{
    internal FashionMnistClassifierRecipe() : base("tells the classes apart: what drawn pictures are measured by", FashionMnistClassifierRunOptions.Checkpoint)
    {
    }

    private protected override FashionMnistClassifierRunOptions Usual(FashionMnistPlan plan, RunFolder? resumed) => new(
        plan.IsTiny ? FashionMnistClassifierOptions.Tiny : FashionMnistClassifierOptions.Default,
            plan.Choose(new FashionMnistClassifierTrainingOptions(), FashionMnistClassifierTrainingOptions.Tiny));

    private protected override TrainingOptions TrainingOf(FashionMnistClassifierRunOptions options) => options.Training;

    private protected override void Train(FashionMnistPlan plan, FashionMnistClassifierRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        (FashionMnistPictures learned, FashionMnistPictures heldOut) = FashionMnistPictures.LoadLearned(plan.Data!);
        using var trainer = new FashionMnistClassifierTrainer(learned, options.Model, options.Training, run, plan.Resume);
        trainer.Run(new FashionMnistClassifierValidation(heldOut).Score, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FashionMnistClassifier model, FashionMnistClassifierRunOptions options,
        RunFolder run) => [Write(export, model)];

    /// <summary>Image to Logits and Features.</summary>
    internal ExportedModel Write(ModelExport export, FashionMnistClassifier classifier) =>
        export.Plain(FileName, classifier, [ExampleInputs.Picture(channels: 1, FashionMnistPictures.Side)],
            [FeatureClassifier.Logits, FeatureClassifier.Features]);
}
