using MlNetFashion.Models;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train fashion-mnist-gan</c>: pictures and trainer put together, and sheets of samples on the way.</summary>
public static class FashionMnistGanRun
{
    const int Columns = 10, Samples = SampleSheet.Rows * Columns;

    /// <summary>Trains the dense GAN on Fashion-MNIST.</summary>
    /// <param name="plan">How; the data folder is read with the tiny preset, too.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go; every sheet is drawn from the same noise.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(RunPlan plan, string data, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        DenseGeneratorOptions sizes = plan.Tiny ? DenseGeneratorOptions.Tiny : DenseGeneratorOptions.Default;
        using var trainer = new FashionMnistGanTrainer(GreyPictures.Load(data, "train"), sizes, plan.Tiny ? DenseDiscriminatorOptions.Tiny : DenseDiscriminatorOptions.Default,
            plan.Choose(new FashionMnistGanOptions(), FashionMnistGanOptions.Tiny), run, plan.Resume);
        float[] noise = new float[Samples * sizes.NoiseDimension];
        for (int i = 0; i < Samples; i++)
            NoiseSource.Fill(1, i, noise.AsSpan(i * sizes.NoiseDimension, sizes.NoiseDimension));
        trainer.Run(sample: (generator, step) =>
        {
            float[] images = generator.forward(tensor(noise, [Samples, sizes.NoiseDimension])).Tensor.cpu().data<float>().ToArray();
            SampleSheet.Save(GreySheet.Render(images, Columns), run, step);
        }, progress: progress, cancellation: cancellation);
    }
}
