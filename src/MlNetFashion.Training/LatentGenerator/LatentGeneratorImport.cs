using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>A generator of an ONNX model as a run that training starts from.</summary>
static class LatentGeneratorImport
{
    /// <summary>Makes a run of the generator, at step 0, of the kind and sizes that its file has:
    /// one that draws in latents, or one that draws pixels.</summary>
    /// <inheritdoc cref="GeneratorImport.PixelGenerator" path="/param|/exception"/>
    public static void Generator(this ModelImport import, ImageEncoderOptions encoders, RunFolder run)
    {
        if (import.LatentGeneratorSizes() is not { } sizes)
        {
            import.PixelGenerator(encoders, run);
            return;
        }

        using var generator = new FlowGenerator(sizes);
        ModelFile file = import.Fill(generator, ModelRole.Generator, generator.LeftOut);
        ModelImport.Describe(run, file);
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(run, new(sizes, new LatentGeneratorTrainingOptions { Seed = (int)file.Seed }));
        run.SaveCheckpoint(0, files => generator.save(Path.Combine(files, LatentGeneratorRunOptions.Checkpoint.WeightsFile)));
    }

    /// <summary>Makes a run of the autoencoder, at step 0, with the decoder of a generator that draws in latents. Its encoder knows nothing yet.</summary>
    /// <exception cref="InvalidDataException">The generator draws pixels, or lacks weights.</exception>
    public static void Autoencoder(this ModelImport import, RunFolder run)
    {
        LatentGeneratorOptions sizes = import.LatentGeneratorSizes()
            ?? throw new InvalidDataException($"'{import.PathOf(ModelRole.Generator)}' draws pixels, not latents, so it has no decoder. Take another folder.");
        using var generator = new FlowGenerator(sizes);
        ModelFile file = import.Fill(generator, ModelRole.Generator, generator.LeftOut);
        using var autoencoder = new PictureAutoencoder(sizes.Autoencoder);
        autoencoder.Decoder.load_state_dict(generator.Decoder.state_dict());
        ModelImport.Describe(run, file);
        AutoencoderRunOptions.Checkpoint.WriteOptions(run, new(sizes.Autoencoder, new AutoencoderTrainingOptions { Seed = (int)file.Seed }));
        run.SaveCheckpoint(0, files => autoencoder.save(Path.Combine(files, AutoencoderRunOptions.Checkpoint.WeightsFile)));
    }

    /// <summary>The sizes of the generator; null where it draws pixels.</summary>
    /// <exception cref="InvalidDataException">They cannot be read.</exception>
    public static LatentGeneratorOptions? LatentGeneratorSizes(this ModelImport import)
    {
        string path = import.PathOf(ModelRole.Generator);
        if (!OnnxModel.Load(path).Metadata.TryGetValue(LatentGeneratorExport.SizesEntry, out string? sizes))
            return null;
        try
        {
            return JsonSerializer.Deserialize(sizes, RunJson.Of<LatentGeneratorOptions>(LatentGeneratorJson.Default));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' says sizes of a latent generator that cannot be read: "
                + $"{exception.Message} Take a file that fashion export wrote.", exception);
        }
    }
}
