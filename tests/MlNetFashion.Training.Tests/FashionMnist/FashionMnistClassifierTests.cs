using System.Security.Cryptography;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.FashionMnist;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistClassifierTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("classifier-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ItsFileGivesTheClassesAndFeaturesOfTheModule()
    {
        const int Count = 300; // More than the reader takes at once.
        using var model = new FashionMnistClassifier(FashionMnistClassifierOptions.Tiny);
        using IDisposable _ = no_grad();
        foreach (TorchSharp.Modules.Parameter parameter in model.parameters())
            parameter.add_(0.1 * randn_like(parameter));
        string path = Export(model, "network.onnx");
        Tensor images = rand(Count, 1, FashionMnistPictures.Side, FashionMnistPictures.Side) * 2 - 1;
        (Value logits, Value features) = model.call(images);
        Assert.That(features.Tensor.shape, Is.EqualTo(new long[] { Count, FashionMnistClassifierOptions.Tiny.FeatureDimension }));

        using var reader = new FeatureClassifier(path);
        Assert.That((reader.ClassCount, reader.Dimensions, reader.ImageSize), Is.EqualTo((10, 8, FashionMnistPictures.Size)));
        ReadPictures read = reader.Read(images.data<float>().ToArray());
        Assert.That(read.Classes, Is.EqualTo(logits.Tensor.argmax(1).data<long>().ToArray()));
        float[] expected = features.Tensor.data<float>().ToArray();
        Assert.That(expected.Max(), Is.Positive);
        for (int row = 0; row < Count; row++)
            Assert.That(read.Features[row].ToArray(), Is.EqualTo(expected[(row * 8)..(row * 8 + 8)]).Within(1e-4f));
        Assert.That(read.Network, Is.EqualTo(new FeatureNetwork("network", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))))));
        Assert.That(() => reader.Read(new float[FashionMnistPictures.Size + 1]), Throws.ArgumentException.With.Message.Contains("785"));
    }

    [Test]
    public void TheDefaultFitsIntoAMegabyte()
    {
        using var model = new FashionMnistClassifier(FashionMnistClassifierOptions.Default);
        model.eval();
        Assert.That(model.parameters().Sum(parameter => parameter.numel()), Is.LessThan(500_000));
        Assert.That(new FileInfo(Export(model, "default.onnx")).Length, Is.LessThan(1_000_000));
    }

    [Test]
    public void AFileThatIsNoSuchNetworkIsRefused()
    {
        string garbage = Path.Combine(_folder, "garbage.onnx"), encoder = Path.Combine(_folder, "encoder.onnx");
        File.WriteAllText(garbage, "no model");
        Assert.That(() => new FeatureClassifier(garbage), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("ONNX Runtime"));
        using var other = new ImageEncoder(ImageEncoderOptions.Tiny);
        OnnxExporter.Export(other, [new OnnxInput(Columns.Image, rand(2, 3, 64, 64), "N")], encoder,
            new OnnxExportOptions { Outputs = [Columns.ImageEmbedding] });
        Assert.That(() => new FeatureClassifier(encoder), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("gives (ImageEmbedding)"));
    }

    string Export(FashionMnistClassifier model, string name)
    {
        model.eval();
        string path = Path.Combine(_folder, name);
        OnnxExporter.Export(model, [new OnnxInput(Columns.Image, rand(2, 1, FashionMnistPictures.Side, FashionMnistPictures.Side) * 2 - 1, "N")], path,
            new OnnxExportOptions { Outputs = [FeatureClassifier.Logits, FeatureClassifier.Features] });
        return path;
    }
}
