using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Models;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Export;

public sealed class ModelExportTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("onnx-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AllModelsAreExportedAndOpenedByTheLibrary()
    {
        int vocabulary = WordPieceTokenizer.Default.Vocabulary.Size;
        using var encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(vocabulary), [3, 2]);
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny);
        using var tagger = new TextTagger(TextEncoderOptions.Tiny(vocabulary).Bert);
        var export = new ModelExport(_folder, new ModelProvenance("fashion train embedding", "nothing", 1, 0, new Dictionary<string, double> { ["loss"] = 1.5 }));
        ParityReport?[] reports = [.. export.Encoders(encoders, vocabulary), export.Generator(generator), export.TextTagger(tagger, vocabulary)];
        Assert.That(reports, Has.All.Not.Null);

        using FashionModels models = FashionModels.Load(_folder);
        models.Verify();
        Assert.That(models.Manifest.Models.Select(model => model.Role), Is.EqualTo(Enum.GetValues<ModelRole>()));
        Assert.That(models.Manifest.Models, Has.All.Matches<ModelFile>(model => model is { Command: "fashion train embedding" } && model.Metrics["loss"] == 1.5));
    }

    [Test]
    public void AQueryOfNothingButWordsStaysFiniteThroughTheExportedComposer()
    {
        using var composer = new QueryComposer(QueryComposerOptions.Tiny);
        composer.eval();
        Tensor words = nn.functional.normalize(randn(3, Columns.EmbeddingDimension), dim: 1);
        Tensor query = composer.call(words, zeros_like(words)).Tensor;
        Assert.That(query.norm(dim: 1).data<float>().ToArray(), Is.All.EqualTo(1f).Within(1e-5f));
    }
}
