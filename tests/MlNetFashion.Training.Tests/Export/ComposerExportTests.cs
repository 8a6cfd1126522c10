using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Export;

public sealed class ComposerExportTests
{
    static readonly ComposerKind[] s_kinds = Enum.GetValues<ComposerKind>();

    [TestCaseSource(nameof(s_kinds))]
    public void EveryComposerIsExportedAndAnswersInTheLibraryAsInTorchSharp(ComposerKind kind)
    {
        string folder = Directory.CreateTempSubdirectory("composer-").FullName;
        using nn.Module<Value, Value, Value> composer = ComposerOptions.Tiny(kind).Make();
        composer.eval();
        ParityReport? parity = ModelSetDraft.Change(folder, set =>
            new ModelExport(set, new ModelProvenance("fashion train composer", "nothing", 1, 0, new Dictionary<string, double>())).Composer(composer)).Parity;
        Assert.That(parity!.LargestAbsolute, Is.LessThan(1e-5));

        using (FashionModels models = FashionModels.Load(folder))
        {
            models.Verify();
            const int D = Columns.EmbeddingDimension;
            // A query of both, one of words, one of a picture: what is missing is a zero vector.
            Tensor words = nn.functional.normalize(randn(3, D), dim: 1), picture = nn.functional.normalize(randn(3, D), dim: 1);
            words[2] = 0;
            picture[1] = 0;
            float[] answer = models[ModelRole.QueryComposer]
                .Run(3, new ScorerInput(Columns.TextEmbedding, words.data<float>().ToArray()),
                    new ScorerInput(Columns.ImageEmbedding, picture.data<float>().ToArray()));
            Assert.That(answer, Is.EqualTo(composer.call(words, picture).Tensor.data<float>().ToArray()).Within(1e-5f));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void ARunOfEncodersServesAsAFolderOfModels()
    {
        string folder = Directory.CreateTempSubdirectory("encoders-").FullName;
        var run = new RunFolder(folder);
        using var encoders = new EmbeddingModel(EmbeddingModelOptions.Tiny(4096), [2]);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run, new(EmbeddingModelOptions.Tiny(4096), [2], new EmbeddingTrainingOptions()));
        run.SaveCheckpoint(0, files => encoders.save(Path.Combine(files, EmbeddingRunOptions.Checkpoint.WeightsFile)));
        string made;
        using (var models = new EncoderFolder(folder))
        {
            made = models.Path!;
            using FashionPipeline pipeline = FashionPipeline.Load(made);
            Assert.That(pipeline.EmbedTexts(["red"]), Has.Length.EqualTo(Columns.EmbeddingDimension));
        }

        Assert.That(Directory.Exists(made), Is.False, "nothing temporary is left");
        using var shipped = new EncoderFolder(null);
        Assert.That(shipped.Path, Is.Null);
        Directory.Delete(folder, recursive: true);
    }
}
