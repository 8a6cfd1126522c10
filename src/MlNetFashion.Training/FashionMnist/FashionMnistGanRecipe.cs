using MlNetFashion.Catalogues;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains the first GAN, of dense layers; every sheet of samples is drawn from the same noise.</summary>
sealed class FashionMnistGanRecipe : FashionMnistRecipe<FashionMnistPlan, FashionMnistGanRunOptions, FashionMnistDenseGenerator>
{
    const int PicturesInRow = 10, Samples = SampleSheet.Rows * PicturesInRow;

    internal FashionMnistGanRecipe() : base("the first GAN, of dense layers", FashionMnistGanRunOptions.Checkpoint) =>
        Measure = new FashionMnistMeasure(this);

    /// <inheritdoc/>
    public override ModelMeasure Measure { get; }

    private protected override FashionMnistGanRunOptions Usual(FashionMnistPlan plan, RunFolder? resumed) => new(
        plan.IsTiny ? FashionMnistDenseGeneratorOptions.Tiny : FashionMnistDenseGeneratorOptions.Default,
        plan.IsTiny ? FashionMnistDenseDiscriminatorOptions.Tiny : FashionMnistDenseDiscriminatorOptions.Default,
        plan.Choose(new FashionMnistGanTrainingOptions(), FashionMnistGanTrainingOptions.Tiny));

    private protected override TrainingOptions TrainingOf(FashionMnistGanRunOptions options) => options.Training;

    private protected override void Train(FashionMnistPlan plan, FashionMnistGanRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        using var trainer = new FashionMnistGanTrainer(FashionMnistPictures.Load(plan.Data!, DataSetFiles.MnistTraining), options.Generator,
            options.Discriminator, options.Training, run, plan.Resume);
        int length = options.Generator.NoiseDimension;
        float[] noise = FashionMnistSheet.Noise(Samples, length);
        trainer.Run(sample: (generator, step) =>
        {
            float[] images = generator.forward(tensor(noise, [Samples, length])).Tensor.cpu().data<float>().ToArray();
            SampleSheet.Save(FashionMnistSheet.Render(images, PicturesInRow), run, step);
        }, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FashionMnistDenseGenerator model,
        FashionMnistGanRunOptions options, RunFolder run) =>
        [Write(export, model, options.Generator)];

    /// <summary>Noise to GeneratedImage.</summary>
    internal ExportedModel Write(ModelExport export, FashionMnistDenseGenerator generator, FashionMnistDenseGeneratorOptions sizes) =>
        export.Plain(FileName, generator, [ExampleInputs.Noise(sizes.NoiseDimension)], [MlNetFashion.Columns.GeneratedImage]);
}
