using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train fashion-mnist-conditional</c>: pictures and trainer put together, and sheets of samples on the way.</summary>
public static class ConditionalGanRun
{
    const int Columns = 10;

    /// <summary>Trains the conditional GAN on the classes of Fashion-MNIST.</summary>
    /// <param name="plan">How; the data folder is read with the tiny preset, too.</param>
    /// <param name="adversarial">How the two networks are trained against each other. With the hinge loss the discriminator is spectrally normalised, with others it is not.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go; a sheet has a row for each class, all drawn from the same noise.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, AdversarialOptions adversarial, string data, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ConditionalGeneratorOptions sizes = plan.Tiny ? ConditionalGeneratorOptions.Tiny : ConditionalGeneratorOptions.Default;
        ConditionalDiscriminatorOptions opponent = plan.Tiny ? ConditionalDiscriminatorOptions.Tiny : ConditionalDiscriminatorOptions.Default;
        ConditionalGanOptions options = plan.Choose(new ConditionalGanOptions(), ConditionalGanOptions.Tiny) with { Adversarial = adversarial };
        using Tensor conditions = ConditionalGanTrainer.ByClass();
        using var trainer = new ConditionalGanTrainer(GreyPictures.Load(data, "train"), conditions, sizes, opponent with { SpectralNorm = adversarial.Loss == AdversarialLoss.Hinge }, options, run, plan.Resume);
        float[] noise = new float[Columns * sizes.NoiseDimension];
        for (int i = 0; i < Columns; i++)
            NoiseSource.Fill(1, i, noise.AsSpan(i * sizes.NoiseDimension, sizes.NoiseDimension));
        trainer.Run(sample: (generator, step) =>
        {
            int classes = FashionMnistCatalogue.Classes.Count;
            Tensor condition = eye(classes).repeat_interleave(Columns, 0), same = tensor(noise, [Columns, sizes.NoiseDimension]).repeat(classes, 1);
            float[] images = generator.forward(condition, same).Tensor.cpu().data<float>().ToArray();
            SampleSheet.Save(GreySheet.Render(images, Columns), run, step);
        }, progress: progress, cancellation: cancellation);
    }
}
