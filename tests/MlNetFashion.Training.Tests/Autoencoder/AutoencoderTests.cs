using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Autoencoder;

public sealed class AutoencoderTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("autoencoder-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ItLearnsToDrawPicturesAgain()
    {
        TrainingItem[] items = [.. TinyTrainingSet.Drawings.Items.Take(16)];
        var validation = new AutoencoderValidation(items, PictureAutoencoderOptions.Tiny.ImageSize);
        AutoencoderTrainingOptions options = AutoencoderTrainingOptions.Tiny with
        {
            Steps = 60,
            Batch = 8,
            AdversarialFrom = 50,
            AverageDecay = 0.8,
            LearningRate = 5e-3,
            CheckpointEvery = 1000,
            ReportEvery = 60
        };
        double before, after;
        using (var trainer = new AutoencoderTrainer(items, new(PictureAutoencoderOptions.Tiny, options), Run("learns"), resume: false))
        {
            before = Error(validation, trainer.Model);
            trainer.Run();
        }

        using (PictureAutoencoder learned = AutoencoderRunOptions.Checkpoint.Load(Run("learns")))
            after = Error(validation, learned);
        Assert.That(after, Is.LessThan(0.75 * before));
    }

    [Test]
    public void ADecoderThatLearnsAloneLeavesTheLatentsAsTheyAre()
    {
        Train("first", AutoencoderTrainingOptions.Tiny);
        Train("second", AutoencoderTrainingOptions.Tiny with { Learns = AutoencoderParts.Decoder, Seed = 2 }, Run("first"));
        using PictureAutoencoder first = AutoencoderRunOptions.Checkpoint.Load(Run("first")), second = AutoencoderRunOptions.Checkpoint.Load(Run("second"));
        Weights.AssertSame(first.Encoder, second.Encoder);
        Assert.That(first.Decoder.parameters().Zip(second.Decoder.parameters(), (one, other) => one.allclose(other, rtol: 0, atol: 0)),
            Has.Some.False, "the decoder has learned nothing");
        Assert.That(() => Train("third", AutoencoderTrainingOptions.Tiny with { Learns = AutoencoderParts.Decoder }),
            Throws.ArgumentException.With.Message.Contains("--from"));
    }

    [Test]
    public void AnEncoderThatLearnsAloneFindsTheLatentsOfADecoderThatStays()
    {
        Train("first", AutoencoderTrainingOptions.Tiny);
        AutoencoderTrainingOptions options = AutoencoderTrainingOptions.Tiny with
        {
            Learns = AutoencoderParts.Encoder,
            Steps = 40,
            Batch = 8,
            LearningRate = 5e-3,
            AdversarialWeight = 0,
            AverageDecay = 0.5,
        };
        TrainingItem[] items = [.. TinyTrainingSet.Drawings.Items.Take(16)];
        using (var trainer = new AutoencoderTrainer(items, new(PictureAutoencoderOptions.Tiny, options), Run("second"), resume: false, Run("first")))
            trainer.Run();
        using PictureAutoencoder first = AutoencoderRunOptions.Checkpoint.Load(Run("first")), second = AutoencoderRunOptions.Checkpoint.Load(Run("second"));
        Weights.AssertSame(first.Decoder, second.Decoder);
        var validation = new AutoencoderValidation(items, PictureAutoencoderOptions.Tiny.ImageSize);
        Assert.That(Error(validation, second), Is.LessThan(Error(validation, first)));
    }

    [Test]
    public void FineBlocksBeginAsNothing()
    {
        PictureAutoencoderOptions without = PictureAutoencoderOptions.Tiny with { FineBlocks = 0 };
        using (var trainer = new AutoencoderTrainer(TinyTrainingSet.Drawings.Items, new(without, AutoencoderTrainingOptions.Tiny), Run("without"), false))
            trainer.Run();
        AutoencoderRunOptions still = new(PictureAutoencoderOptions.Tiny, AutoencoderTrainingOptions.Tiny with { LearningRate = 0, WeightDecay = 0 });
        using var with = new AutoencoderTrainer(TinyTrainingSet.Drawings.Items, still, Run("with"), false, Run("without"));
        using PictureAutoencoder before = AutoencoderRunOptions.Checkpoint.Load(Run("without"));
        using DisposeScope _ = NewDisposeScope();
        Tensor latents = randn(2, 5, Columns.ImageSize / 8, Columns.ImageSize / 8);
        Assert.That(with.Model.Decoder.call(latents).Tensor.allclose(before.Decoder.call(latents).Tensor, rtol: 0, atol: 1e-6));
    }

    [Test]
    public void ColoursOfAPlainPictureAreRightFromTheFirst()
    {
        random.manual_seed(1);
        using DisposeScope _ = NewDisposeScope();
        using var model = new PictureAutoencoder(PictureAutoencoderOptions.Tiny);
        model.eval();
        Tensor red = zeros(1, 3, Columns.ImageSize, Columns.ImageSize);
        red[.., 0] = 0.9;
        red[.., 1] = -0.7;
        Tensor latents = model.Encode(red);
        Assert.That(latents.shape, Is.EqualTo(new long[] { 1, 5, Columns.ImageSize / 8, Columns.ImageSize / 8 }));
        Assert.That(latents[0, ..3].mean([1, 2]).data<float>().ToArray(), Is.EqualTo(new[] { 0.9f, -0.7f, 0 }).Within(1e-6));
    }

    [Test]
    public void LossesSeeWhatTheyAreNamedFor()
    {
        using DisposeScope _ = NewDisposeScope();
        Tensor grey = zeros(1, 3, 16, 16), lighter = grey + 0.25, redder = grey.clone();
        redder[.., 0] += 0.25;
        Assert.That(AutoencoderLosses.Colours(lighter, grey).item<float>(), Is.EqualTo(0).Within(1e-6), "lightness is no colour");
        // Red against green is 0.25 off, yellow against blue half of that.
        Assert.That(AutoencoderLosses.Colours(redder, grey).item<float>(), Is.EqualTo(0.375).Within(1e-6));
        Assert.That(AutoencoderLosses.Gradients(lighter, grey).item<float>(), Is.EqualTo(0).Within(1e-6), "an even change has no edge");
        Tensor edge = grey.clone();
        edge[.., .., .., 8..] += 0.5;
        Assert.That(AutoencoderLosses.Gradients(edge, grey).item<float>(), Is.EqualTo(0.5 / 15).Within(1e-6), "one of 15 differences across, none down");
        Assert.That(AutoencoderLosses.Divergence(zeros(2, 3, 4, 4), zeros(2, 3, 4, 4)).item<float>(), Is.EqualTo(0).Within(1e-6));
        Assert.That(AutoencoderLosses.Divergence(ones(2, 3, 4, 4), zeros(2, 3, 4, 4)).item<float>(), Is.EqualTo(24).Within(1e-4));
    }

    [TestCase("Model.ImageSize=70")]
    [TestCase("Model.Widths=[8,8]")]
    [TestCase("Model.Widths=[8,8,12]")]
    [TestCase("Model.DetailChannels=0")]
    [TestCase("Model.FineBlocks=-1")]
    [TestCase("Training.Drawings=1.5")]
    [TestCase("Training.DiscriminatorCrop=4")]
    public void OptionsOutsideOfTheirRangeAreRefused(string setting)
    {
        var plan = new AutoencoderPlan { Preset = RunPreset.Tiny, Settings = [setting] };
        Assert.That(() => TrainingRecipes.Autoencoder.Train(plan, Path.Combine(_folder, "refused")), Throws.InstanceOf<ArgumentException>());
        Assert.That(Directory.Exists(Path.Combine(_folder, "refused")), Is.False);
    }

    [Test]
    public void MixedConvolutionsAreExactWhenTheyDoNotLearn()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(3);
        using var layer = new Training.Layers.MixedConv2d(8, 8);
        Tensor x = randn(2, 8, 9, 9);
        Tensor learning = layer.call(x);
        layer.eval();
        Tensor exact = layer.call(x);
        ScalarType quick = Training.Layers.LearningPrecision.For(x);
        Assert.That((learning.dtype, exact.dtype), Is.EqualTo((quick, ScalarType.Float32)));
        Assert.That((learning.to_type(ScalarType.Float32) - exact).abs().max().item<float>(),
            quick == ScalarType.Float32 ? Is.Zero : Is.InRange(1e-6, 0.05));
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string name, AutoencoderTrainingOptions options, RunFolder? start = null)
    {
        using var trainer = new AutoencoderTrainer(TinyTrainingSet.Drawings.Items, new(PictureAutoencoderOptions.Tiny, options), Run(name), resume: false,
            start);
        trainer.Run();
    }

    static double Error(AutoencoderValidation validation, PictureAutoencoder model)
    {
        using DisposeScope _ = NewDisposeScope();
        using IDisposable still = no_grad();
        model.eval();
        return validation.Score(model)["pixelError"];
    }
}
