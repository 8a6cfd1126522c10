using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistOnnxGeneratorTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("grey-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AnExportedGeneratorDrawsWhatItsModuleDraws()
    {
        using var dense = new FashionMnistDenseGenerator(FashionMnistDenseGeneratorOptions.Tiny);
        using var conditional = new FashionMnistConditionalGenerator(FashionMnistConditionalGeneratorOptions.Tiny);
        conditional.forward(rand(8, 10), randn(8, 4)); // so that the running statistics are not those of the beginning
        dense.eval();
        conditional.eval();
        Assert.That(new FashionMnistGanRecipe().Write(Export(), dense, FashionMnistDenseGeneratorOptions.Tiny).Parity, Is.Not.Null);
        Assert.That(new FashionMnistConditionalRecipe().Write(Export(), conditional, FashionMnistConditionalGeneratorOptions.Tiny).Parity, Is.Not.Null);
        using IDisposable _ = no_grad();

        const int Count = 253; // More than are drawn at once.
        using var one = new FashionMnistOnnxGenerator(Path.Combine(_folder, new FashionMnistGanRecipe().FileName));
        Assert.That(one.IsConditional, Is.False);
        AssertSame(one.Draw(Count, seed: 3), dense.forward(Noise(Count, FashionMnistDenseGeneratorOptions.Tiny.NoiseDimension)).Tensor);

        using var other = new FashionMnistOnnxGenerator(Path.Combine(_folder, new FashionMnistConditionalRecipe().FileName));
        Assert.That(other.IsConditional, Is.True);
        FashionMnistPictures drawn = other.Draw(Count, seed: 3);
        Assert.That(drawn.Labels.ToArray(), Is.EqualTo(Enumerable.Range(0, Count).Select(i => (byte)(i % 10))));
        AssertSame(drawn, conditional.forward(eye(10).repeat(26, 1)[..Count], Noise(Count, FashionMnistConditionalGeneratorOptions.Tiny.NoiseDimension))
            .Tensor);
        Assert.That(other.Draw(1, seed: 3).Numbers([0]), Is.EqualTo(drawn.Numbers([0])), "the number of pictures changes none of them");
    }

    [Test]
    public void WhatIsNoSuchGeneratorIsRefused()
    {
        using var classifier = new FashionMnistClassifier(FashionMnistClassifierOptions.Tiny);
        classifier.eval();
        new FashionMnistClassifierRecipe().Write(Export(), classifier);
        string file = Path.Combine(_folder, new FashionMnistClassifierRecipe().FileName), garbage = Path.Combine(_folder, "garbage.onnx");
        Assert.That(() => new FashionMnistOnnxGenerator(file),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("takes (Image) and gives (Logits, Features)"));
        File.WriteAllText(garbage, "no model");
        Assert.That(() => new FashionMnistOnnxGenerator(garbage), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("ONNX Runtime"));
        using var network = new FeatureClassifier(file);
        Assert.That((network.ClassCount, network.ImageSize), Is.EqualTo((10, FashionMnistPictures.Size)));
    }

    [Test]
    public void RealPicturesMeasureAsRealOnesAndNoiseAsNone()
    {
        using var classifier = new FashionMnistClassifier(FashionMnistClassifierOptions.Tiny);
        classifier.eval();
        new FashionMnistClassifierRecipe().Write(Export(), classifier);
        using var network = new FeatureClassifier(Path.Combine(_folder, new FashionMnistClassifierRecipe().FileName));
        FashionMnistPictures train = BarPictures.Make(400, seed: 1), test = BarPictures.Make(200, seed: 2), noise = Noisy(200);
        var evaluator = new FashionMnistEvaluator(network, train, test);
        FashionMnistMeasures unseen = evaluator.Measure(BarPictures.Make(200, seed: 3), isConditional: true),
            copies = evaluator.Measure(train, isConditional: true), other = evaluator.Measure(noise, isConditional: false);
        Assert.That((unseen.Frechet.Generated.References, unseen.Frechet.Floor.Pictures), Is.EqualTo((400, 200)));
        Assert.That(other.Frechet.Generated.Distance, Is.GreaterThan(5 * unseen.Frechet.Generated.Distance));
        Assert.That(copies.Frechet.Generated.Distance, Is.Zero.Within(1e-9));
        Assert.That((copies.Copying.MedianDistance, copies.Copying.Suspects), Is.EqualTo((0.0, 1.0)));
        Assert.That(unseen.Copying.Suspects, Is.LessThan(0.2));
        Assert.That((other.Accuracy, other.Diversity), Is.EqualTo(((LabelAccuracy?)null, (DiversityReport?)null)));
        Assert.That(copies.Diversity!.Ratio, Is.EqualTo(1).Within(1e-9));
        Assert.That(unseen.Accuracy!.Classes.Select(each => each.Name), Is.EqualTo(FashionMnistCatalogue.Classes));
    }

    [Test]
    public void PicturesThatShowTheirClassesTeachAClassifierToReadRealOnes()
    {
        using var classifier = new FashionMnistClassifier(FashionMnistClassifierOptions.Tiny);
        classifier.eval();
        new FashionMnistClassifierRecipe().Write(Export(), classifier);
        using var network = new FeatureClassifier(Path.Combine(_folder, new FashionMnistClassifierRecipe().FileName));
        var evaluator = new FashionMnistEvaluator(network, BarPictures.Make(24, seed: 1), BarPictures.Make(200, seed: 2));
        FashionMnistClassifierTrainingOptions options =
            FashionMnistClassifierTrainingOptions.Tiny with { Steps = 40, Batch = 32, WarmUpSteps = 5, LearningRate = 5e-3, Shift = 0, CheckpointEvery = 1000 };
        ClassificationAccuracyScore score = evaluator.ScoreByTraining(BarPictures.Make(300, seed: 3), options, new RunFolder(Path.Combine(_folder, "score")));
        Assert.That(score.ByGenerated.Accuracy, Is.GreaterThan(0.9));
        Assert.That((score.Generated, score.Real, score.ByReal.Count), Is.EqualTo((300, 22, 200)));
    }

    ModelExport Export() => new(new ModelSetDraft(_folder), new ModelProvenance("fashion train", "nothing", 1, 0, new Dictionary<string, double>()));

    static Tensor Noise(int count, int length)
    {
        float[] noise = new float[count * length];
        for (int i = 0; i < count; i++)
            NoiseSource.Fill(3, i, noise.AsSpan(i * length, length));
        return tensor(noise, [count, length]);
    }

    static FashionMnistPictures Noisy(int count)
    {
        byte[] pixels = new byte[count * FashionMnistPictures.Size];
        new Random(5).NextBytes(pixels);
        return new FashionMnistPictures(pixels, new byte[count]);
    }

    // Of 256 values, the same or the next.
    static void AssertSame(FashionMnistPictures drawn, Tensor expected) =>
        Assert.That(drawn.Numbers([.. Enumerable.Range(0, drawn.Count)]), Is.EqualTo(expected.data<float>().ToArray()).Within(1.01f / 127.5f));
}
