using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>A folder of ONNX models back to runs that training starts from: what <see cref="ModelExport"/> wrote, without the run that it came of.</summary>
/// <remarks>Files hold what a search needs. What training alone needs is not in them and begins anew:
/// attribute heads, temperature, optimisers, the generator's discriminator and posterior.</remarks>
public sealed class ModelImport(string folder)
{
    // A count that only a momentum of "none" would read.
    const string Dispensable = ".num_batches_tracked";

    readonly ModelManifest _manifest = ModelManifest.Read(folder);

    /// <summary>Makes a run of the three encoders, at step 0.</summary>
    /// <param name="model">Their sizes.</param>
    /// <param name="run">Takes it; what it holds already is replaced.</param>
    /// <exception cref="InvalidDataException">A file is of other sizes, or lacks weights (those of 8-bit numbers do).</exception>
    public void Encoders(EmbeddingModelOptions model, RunFolder run)
    {
        using var encoders = new EmbeddingModel(model, []);
        ModelFile words = Fill(encoders.Text, ModelRole.TextEncoder);
        Fill(encoders.Image, ModelRole.ImageEncoder);
        Fill(encoders.Composer, ModelRole.QueryComposer);
        Describe(run, words);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run, new(model, [], new EmbeddingTrainingOptions { Seed = (int)words.Seed }));
        run.SaveCheckpoint(0, files => encoders.save(Path.Combine(files, EmbeddingRunOptions.Checkpoint.WeightsFile)));
    }

    /// <summary>Makes a run of the generator, at step 0, of the sizes that its file has. Where it draws pixels, its opponent, which has random weights, is
    /// <see cref="FashionDiscriminatorOptions.Against"/>.</summary>
    /// <param name="encoders">Sizes of the encoders that it draws for: the posterior, which has random weights too, reads their feature maps.</param>
    /// <param name="run">Takes it; what it holds already is replaced.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public void Generator(ImageEncoderOptions encoders, RunFolder run)
    {
        if (LatentSizes() is { } latent)
        {
            using var drawing = new FlowGenerator(latent);
            Keep(latent, drawing, run);
            return;
        }

        FashionGeneratorOptions sizes = GeneratorSizes();
        using var generator = new FashionGenerator(sizes);
        Keep(sizes, generator, encoders, run);
    }

    void Keep(LatentGeneratorOptions sizes, FlowGenerator generator, RunFolder run)
    {
        ModelFile file = Fill(generator, ModelRole.Generator);
        Describe(run, file);
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(run, new(sizes, new LatentGeneratorTrainingOptions { Seed = (int)file.Seed }));
        run.SaveCheckpoint(0, files => generator.save(Path.Combine(files, LatentGeneratorRunOptions.Checkpoint.WeightsFile)));
    }

    void Keep(FashionGeneratorOptions sizes, FashionGenerator generator, ImageEncoderOptions encoders, RunFolder run)
    {
        FashionDiscriminatorOptions discriminator = FashionDiscriminatorOptions.Against(sizes);
        using var judging = new FashionDiscriminator(discriminator);
        using var seeing = new ImageEncoder(encoders);
        using Posterior inferring = Posterior.Of(seeing, sizes);
        ModelFile file = Fill(generator, ModelRole.Generator);
        Describe(run, file);
        GeneratorRunOptions.Checkpoint.WriteOptions(run, new(sizes, discriminator, new GeneratorTrainingOptions { Seed = (int)file.Seed }));
        run.SaveCheckpoint(0, files =>
        {
            generator.save(Path.Combine(files, GeneratorRunOptions.Checkpoint.WeightsFile));
            generator.save(Path.Combine(files, GeneratorRunOptions.LearningFile));
            judging.save(Path.Combine(files, GeneratorRunOptions.DiscriminatorFile));
            inferring.save(Path.Combine(files, GeneratorRunOptions.PosteriorFile));
        });
    }

    /// <summary>The image encoder as it is, for what is trained through it.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    internal ImageEncoder ImageEncoder(ImageEncoderOptions sizes)
    {
        var encoder = new ImageEncoder(sizes);
        Fill(encoder, ModelRole.ImageEncoder);
        return encoder;
    }

    /// <summary>Generator and image encoder as they are, for what is trained through them.</summary>
    /// <param name="encoder">Sizes of the image encoder; those of the generator are its file's.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    internal DrawnQuery DrawnQuery(ImageEncoderOptions encoder)
    {
        DrawnQuery drawn = LatentSizes() is { } latent ? new DrawnQuery(new FlowGenerator(latent), new ImageEncoder(encoder), latent.NoiseDimension)
            : new DrawnQuery(new FashionGenerator(GeneratorSizes()), new ImageEncoder(encoder));
        Fill(drawn.Generator, ModelRole.Generator);
        Fill(drawn.Encoder, ModelRole.ImageEncoder);
        return drawn;
    }

    // Null for the file of a generator that draws pixels.
    LatentGeneratorOptions? LatentSizes()
    {
        string path = Path.Combine(folder, Find(ModelRole.Generator).File);
        if (!OnnxModel.Load(path).Metadata.TryGetValue(ModelExport.LatentSizes, out string? sizes))
            return null;
        try
        {
            return JsonSerializer.Deserialize<LatentGeneratorOptions>(sizes);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{path}' says sizes of a latent generator that cannot be read: {exception.Message} Take a file that fashion "
                + $"export wrote.", exception);
        }
    }

    FashionGeneratorOptions GeneratorSizes()
    {
        string path = Path.Combine(folder, Find(ModelRole.Generator).File);
        Dictionary<string, IReadOnlyList<long>> shapes = OnnxModel.Load(path).Initializers.ToDictionary(weights => weights.Name, weights => weights.Shape);
        if (FashionGenerator.SizesOf(shapes) is not { } sizes)
            throw new InvalidDataException($"'{path}' lacks weights by which the sizes of a generator are known. "
                + "Take a file in 32-bit numbers that fashion export wrote.");
        return sizes;
    }

    // The run is as that which the file came of.
    static void Describe(RunFolder run, ModelFile file)
    {
        RunProvenance.Write(run, new RunProvenance(file.Command, file.Data));
        run.AddLearned(file.Learned ?? []);
    }

    ModelFile Find(ModelRole role) =>
        _manifest.Find(role)
            ?? throw new InvalidDataException($"'{folder}' has no {ModelContract.Of(role).File}. Name a folder that has one, such as onnx of the repository.");

    ModelFile Fill(nn.Module module, ModelRole role)
    {
        ModelFile file = Find(role);
        string path = Path.Combine(folder, file.File);
        string[] missing = [.. OnnxWeights.Load(module, OnnxModel.Load(path)).Where(name => !name.EndsWith(Dispensable, StringComparison.Ordinal))];
        if (missing.Length > 0)
            throw new InvalidDataException($"'{path}' lacks {missing.Length:N0} of the weights, {missing[0]} the first. "
                + "Take a file in 32-bit numbers that fashion export wrote.");
        return file;
    }
}
