using MlNetFashion.Catalogues;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Trains the conditional GAN; a sheet of samples has a row for each class, all drawn from the same noise.</summary>
sealed class FashionMnistConditionalRecipe
    : FashionMnistRecipe<FashionMnistConditionalPlan, FashionMnistConditionalRunOptions, FashionMnistConditionalGenerator>
{
    const int PicturesInRow = 10;

    internal FashionMnistConditionalRecipe() : base("draws the class that is asked for", FashionMnistConditionalRunOptions.Checkpoint) =>
        Measure = new FashionMnistMeasure(this);

    /// <inheritdoc/>
    public override ModelMeasure Measure { get; }

    // With the hinge loss the discriminator is spectrally normalised, with others it is not.
    private protected override FashionMnistConditionalRunOptions Usual(FashionMnistConditionalPlan plan, RunFolder? resumed)
    {
        AdversarialOptions adversarial = plan.Adversarial;
        FashionMnistConditionalDiscriminatorOptions opponent = plan.IsTiny ? FashionMnistConditionalDiscriminatorOptions.Tiny
            : FashionMnistConditionalDiscriminatorOptions.Default;
        return new FashionMnistConditionalRunOptions(
            plan.IsTiny ? FashionMnistConditionalGeneratorOptions.Tiny : FashionMnistConditionalGeneratorOptions.Default,
            opponent with { SpectralNorm = adversarial.Loss == AdversarialLoss.Hinge },
            plan.Choose(new FashionMnistConditionalTrainingOptions(), FashionMnistConditionalTrainingOptions.Tiny) with { Adversarial = adversarial });
    }

    private protected override TrainingOptions TrainingOf(FashionMnistConditionalRunOptions options) => options.Training;

    private protected override void Train(
        FashionMnistConditionalPlan plan, FashionMnistConditionalRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
            CancellationToken cancellation)
    {
        using Tensor conditions = FashionMnistConditionalTrainer.ByClass();
        using var trainer = new FashionMnistConditionalTrainer(
            FashionMnistPictures.Load(plan.Data!, DataSetFiles.MnistTraining), conditions, options.Generator, options.Discriminator,
                options.Training, run, plan.Resume);
        int classes = FashionMnistCatalogue.Classes.Count, length = options.Generator.NoiseDimension;
        float[] noise = FashionMnistSheet.Noise(PicturesInRow, length);
        trainer.Run(sample: (generator, step) =>
        {
            Tensor condition = eye(classes).repeat_interleave(PicturesInRow, 0), same = tensor(noise, [PicturesInRow, length]).repeat(classes, 1);
            float[] images = generator.forward(condition, same).Tensor.cpu().data<float>().ToArray();
            SampleSheet.Save(FashionMnistSheet.Render(images, PicturesInRow), run, step);
        }, progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FashionMnistConditionalGenerator model,
        FashionMnistConditionalRunOptions options, RunFolder run) =>
        [Write(export, model, options.Generator)];

    /// <summary>Condition and Noise to GeneratedImage.</summary>
    internal ExportedModel Write(ModelExport export, FashionMnistConditionalGenerator generator, FashionMnistConditionalGeneratorOptions sizes)
    {
        OnnxInput noise = ExampleInputs.Noise(sizes.NoiseDimension);
        return export.Plain(FileName, generator,
            [new OnnxInput(FashionMnistOnnxGenerator.Condition, rand(noise.Example.shape[0], sizes.ConditionDimension), "N"), noise],
            [MlNetFashion.Columns.GeneratedImage]);
    }
}
