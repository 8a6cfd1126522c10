using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Export;

public sealed class ModelImportTests
{
    static readonly int s_vocabulary = WordPieceTokenizer.Default.Vocabulary.Size;

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("import-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_exported_comes_back_to_the_bit()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(5);
        EmbeddingModelOptions sizes = EmbeddingModelOptions.Tiny(s_vocabulary);
        using var encoders = new EmbeddingModel(sizes, [3]);
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny);
        Export(encoders, generator);
        var import = new ModelImport(_folder);
        RunFolder encoderRun = Run("encoders"), generatorRun = Run("generator");
        import.Encoders(sizes, encoderRun);
        import.Generator(sizes.Image, generatorRun);

        using EmbeddingModel again = EmbeddingRunOptions.Checkpoint.Load(encoderRun);
        Same(encoders.Text, again.Text);
        Same(encoders.Image, again.Image);
        Same(encoders.Composer, again.Composer);

        // New heads say nothing yet, and change nothing.
        using EmbeddingModel complete = EmbeddingRunOptions.Load(encoderRun, [4, 3, 2, 5]);
        Same(encoders.Image, complete.Image);
        Same(encoders.Composer, complete.Composer);
        Assert.That((complete.AttributeHeads.Count, complete.Attributes.Proxies.Count), Is.EqualTo((4, 3)));
        Assert.That(complete.Attributes.Proxies[0].forward(randn(2, sizes.Image.EmbeddingDimension)).abs().max().item<float>(), Is.Zero);
        using FashionGenerator drawing = GeneratorRunOptions.Checkpoint.Load(generatorRun);
        Same(generator, drawing);
    }

    [Test]
    public void Training_starts_from_it()
    {
        EmbeddingModelOptions sizes = EmbeddingModelOptions.Tiny(s_vocabulary);
        using var encoders = new EmbeddingModel(sizes, [3]);
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny);
        Export(encoders, generator);
        var import = new ModelImport(_folder);
        RunFolder encoderRun = Run("encoders"), generatorRun = Run("generator");
        import.Encoders(sizes, encoderRun);
        import.Generator(sizes.Image, generatorRun);
        RunFolder further = TrainingRecipes.Embedding.Train(new EmbeddingPlan { Preset = RunPreset.Tiny, Steps = 2, Encoders = encoderRun.Path },
            Path.Combine(_folder, "further"));
        RunFolder drawing = TrainingRecipes.Generator.Train(
            new GeneratorPlan { Preset = RunPreset.Tiny, Steps = 2, Encoders = encoderRun.Path, From = generatorRun.Path }, Path.Combine(_folder, "drawing"));
        Assert.That((further.CheckpointStep, drawing.CheckpointStep), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_generator_comes_back_with_the_sizes_of_its_file_and_training_goes_on_from_it()
    {
        EmbeddingModelOptions sizes = EmbeddingModelOptions.Tiny(s_vocabulary);
        using var encoders = new EmbeddingModel(sizes, [3]);
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny with { Widths = [8, 6, 8, 10, 4, 3], HiddenSize = 12 });
        Export(encoders, generator);
        RunFolder encoderRun = Run("encoders"), generatorRun = Run("generator");
        var import = new ModelImport(_folder);
        import.Encoders(sizes, encoderRun);
        import.Generator(sizes.Image, generatorRun);
        GeneratorRunOptions again = GeneratorRunOptions.Checkpoint.ReadOptions(generatorRun);
        Assert.That((again.Generator.Widths, again.Generator.HiddenSize, again.Generator.ImageSize), Is.EqualTo((new[] { 8, 6, 8, 10, 4, 3 }, 12, 128)));
        using (FashionGenerator imported = GeneratorRunOptions.Checkpoint.Load(generatorRun))
            Same(generator, imported);
        using (DrawnQuery drawn = DrawnQuery.Of(import))
            Assert.That(drawn.See(randn(2, Columns.EmbeddingDimension)).shape, Is.EqualTo(new long[] { 2, Columns.EmbeddingDimension }));

        string[] settings = ["Generator.Widths=[8,6,8,10,4,3]", "Generator.HiddenSize=12", "Discriminator.Widths=[24,48,96,192,320]"];
        var plan = new GeneratorPlan { Preset = RunPreset.Tiny, Steps = 1, Encoders = encoderRun.Path, From = generatorRun.Path, Settings = settings };
        RunFolder drawing = TrainingRecipes.Generator.Train(plan, Path.Combine(_folder, "drawing"));
        Assert.That(drawing.CheckpointStep, Is.EqualTo(1));
        RgbImage sheet = RgbImage.Load(SampleSheet.Of(drawing).Single().Path);
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((8 * 128, SampleSheet.Rows * 128)));
    }

    [Test]
    public void A_latent_generator_comes_back_as_its_file_computes()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(5);
        LatentGeneratorOptions sizes = LatentGeneratorOptions.Tiny(PictureAutoencoderOptions.Tiny with { ImageSize = 80 }) with { Steps = 3, Guidance = 1.5 };
        using var encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_vocabulary), [3]);
        using var generator = new FlowGenerator(sizes);
        Export(encoders, export => export.Generator(generator));
        var import = new ModelImport(_folder);
        RunFolder run = Run("generator");
        import.Generator(ImageEncoderOptions.Tiny, run);
        using FlowGenerator again = LatentGeneratorRunOptions.Checkpoint.Load(run);
        Same(generator, again);
        RunFolder autoencoderRun = Run("autoencoder");
        import.Autoencoder(autoencoderRun);
        using PictureAutoencoder autoencoder = AutoencoderRunOptions.Checkpoint.Load(autoencoderRun);
        Same(generator.Decoder, autoencoder.Decoder);
        Assert.That((again.Options.Steps, again.Options.Guidance, again.Options.Autoencoder.ImageSize), Is.EqualTo((3, 1.5, 80)));
        using DrawnQuery drawn = DrawnQuery.Of(import);
        Assert.That(drawn.See(randn(2, Columns.EmbeddingDimension)).shape, Is.EqualTo(new long[] { 2, Columns.EmbeddingDimension }));
    }

    [Test]
    public void Models_of_other_sizes_are_refused()
    {
        using var encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(s_vocabulary), [3]);
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny);
        Export(encoders, generator);
        RunFolder run = Run("encoders");
        Assert.That(() => new ModelImport(_folder).Encoders(EmbeddingModelOptions.Default(s_vocabulary), run),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("other sizes"));
        Assert.That(run.HasCheckpoint, Is.False);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Export(EmbeddingModel encoders, FashionGenerator generator) => Export(encoders, export => export.Generator(generator));

    void Export(EmbeddingModel encoders, Action<ModelExport> generator)
    {
        using var set = new ModelSetDraft(_folder);
        var export = new ModelExport(set, new ModelProvenance("fashion train embedding", "nothing", 1, 0, new Dictionary<string, double>()));
        export.Encoders(encoders, s_vocabulary);
        generator(export);
        set.Commit();
    }

    static void Same(nn.Module expected, nn.Module actual)
    {
        Dictionary<string, Tensor> given = expected.state_dict();
        foreach ((string name, Tensor tensor) in actual.state_dict())
            Assert.That(tensor.equal(given[name]).all().item<bool>() || name.EndsWith("num_batches_tracked", StringComparison.Ordinal), name);
    }
}
