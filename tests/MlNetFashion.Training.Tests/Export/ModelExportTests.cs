using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Tagger;
using TorchSharp.Modules;
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
        using var set = new ModelSetDraft(_folder);
        var export = new ModelExport(set, new ModelProvenance("fashion train embedding", "nothing", 1, 0, new Dictionary<string, double> { ["loss"] = 1.5 }));
        ExportedModel[] files = [.. export.Encoders(encoders, vocabulary),
            export.Generator(generator), export.TextTagger(tagger, vocabulary),
            export.AttributeReader(encoders.Attributes, [["dress", "shoe", "hat"], ["red", "blue"]])];
        Assert.That(files.Select(file => file.Parity), Has.All.Not.Null);
        Assert.That(File.Exists(Path.Combine(_folder, ModelManifest.FileName)), Is.False, "nothing is in its place before all is");
        set.Commit();

        using FashionModels models = FashionModels.Load(_folder);
        models.Verify();
        Assert.That(models.Manifest.Models.Select(model => model.Role), Is.EqualTo(Enum.GetValues<ModelRole>()));
        Assert.That(models.Manifest.Models,
            Has.All.Matches<ModelFile>(model => model is { Command: "fashion train embedding" } && model.Metrics["loss"] == 1.5));
    }

    [Test]
    public void TheSizeOfAGeneratorsPicturesIsWrittenDown()
    {
        using var generator = new FashionGenerator(FashionGeneratorOptions.Tiny with { Widths = [8, 8, 8, 8, 4, 4] });
        ParityReport? report = ModelSetDraft.Change(_folder, set =>
            new ModelExport(set, new ModelProvenance("fashion train generator", "nothing", 1, 0, new Dictionary<string, double>())).Generator(generator))
            .Parity;
        Assert.That(report, Is.Not.Null);
        using FashionModels models = FashionModels.Load(_folder);
        Assert.That((models.GeneratedSize, models[ModelRole.Generator].Outputs[0].Shape), Is.EqualTo((128, "N,3,128,128")));
    }

    [Test]
    public void AModelThatWasNotChangedKeepsItsFileWhateverIsSaidOfIt()
    {
        string folder = Directory.CreateTempSubdirectory("export-").FullName;
        using var encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(50), [2]);
        ModelSetDraft.Change(folder, set =>
            new ModelExport(set, new ModelProvenance("first", "nothing", 1, 5, new Dictionary<string, double>())).Encoders(encoders, 50));
        ModelManifest before = ModelManifest.Read(folder);
        using (no_grad())
            encoders.Text.parameters().Last().add_(0.5);
        ModelSetDraft.Change(folder, set =>
            new ModelExport(set, new ModelProvenance("second", "nothing", 1, 9, new Dictionary<string, double>())).Encoders(encoders, 50));
        ModelManifest after = ModelManifest.Read(folder);
        Assert.That(after.Models.Select(model => (model.Role, model.Command)),
            Is.EqualTo(new[] { (ModelRole.TextEncoder, "second"), (ModelRole.ImageEncoder, "first"), (ModelRole.QueryComposer, "first") }));
        Assert.That(after.Models.Select(model => model.Sha256 == before.Find(model.Role)!.Sha256), Is.EqualTo(new[] { false, true, true }));
        using FashionModels models = FashionModels.Load(folder);
        models.Verify();
        Assert.That(Directory.GetFiles(folder).Length, Is.EqualTo(5), "three models, their list and the lock: nothing temporary is left");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void ATaggerInEightBitNumbersTakesItsPlaceWhereItsTagsAgree()
    {
        int vocabulary = WordPieceTokenizer.Default.Vocabulary.Size;
        using var tagger = new TextTagger(TextEncoderOptions.Tiny(vocabulary).Bert);
        using (no_grad())
        {
            foreach ((string name, Parameter parameter) in tagger.named_parameters()
                .Where(parameter => parameter.name.StartsWith("tags", StringComparison.Ordinal)))
                parameter.mul_(20);
        }

        ModelSetDraft.Change(_folder, set =>
            new ModelExport(set, new ModelProvenance("fashion train tagger", "nothing", 1, 0, new Dictionary<string, double>()))
            .TextTagger(tagger, vocabulary));
        long before = new FileInfo(TaggerFile()).Length;
        double agreement = ModelSetDraft.Change(_folder, set => Int8Tagger.Write(set, ["a red dress", "no stripes", "a chartreuse coat"]));
        using FashionModels models = FashionModels.Load(_folder);
        models.Verify();
        bool isReplaced = agreement >= Int8Tagger.LeastAgreement;
        Assert.That(new FileInfo(TaggerFile()).Length, isReplaced ? Is.LessThan(before / 2) : Is.EqualTo(before));
        Assert.That(models.Manifest.Find(ModelRole.TextTagger)!.Metrics.ContainsKey("int8Agreement"), Is.EqualTo(isReplaced));
        Assert.That(models[ModelRole.TextTagger].Outputs[0], Is.EqualTo(ModelContract.Of(ModelRole.TextTagger).Output));
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

    string TaggerFile() => Path.Combine(_folder, ModelManifest.Read(_folder).Find(ModelRole.TextTagger)!.File);
}
