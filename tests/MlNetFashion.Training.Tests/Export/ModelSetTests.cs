using MlNetFashion.Models;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;

namespace MlNetFashion.Training.Tests.Export;

/// <summary>Models are put in place together: whatever stops an export, a folder has the old set or the new.</summary>
public sealed class ModelSetTests
{
    const int Vocabulary = 50;

    string _old = "", _new = "";

    [OneTimeSetUp]
    public void Export()
    {
        (_old, _new) = (Encoders(1), Encoders(2));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        Directory.Delete(_old, recursive: true);
        Directory.Delete(_new, recursive: true);
    }

    [Test]
    public void WhateverStepFailsTheModelsOfOneRunAreThereAndNeverThoseOfTwo() =>
        TestContext.Out.WriteLine($"{new DiskFaults(folder => Copy(_old, folder), folder => Copy(_new, folder), Answers).Examine()} faults");

    [Test]
    public void AChangeThatFailsInTheMidstLeavesTheModelsAsTheyWere()
    {
        string folder = Directory.CreateTempSubdirectory("set-").FullName;
        Copy(_old, folder);
        (string before, int files) = (Answers(folder), Directory.GetFiles(folder).Length);
        Assert.That(() => ModelSetDraft.Change(folder, set =>
        {
            Copy(_new, set);
            return set.Manifest.Models.Count > 0 ? throw new FormatException("the second run is damaged") : 0;
        }), Throws.TypeOf<FormatException>());
        Assert.That((Answers(folder), Directory.GetFiles(folder).Length), Is.EqualTo((before, files)));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void AModelThatItsRoleDoesNotFitIsRefusedBeforeItIsInPlace()
    {
        string folder = Directory.CreateTempSubdirectory("set-").FullName;
        Copy(_old, folder);
        string before = Answers(folder);
        ModelManifest manifest = ModelManifest.Read(_new);
        byte[] composer = File.ReadAllBytes(Path.Combine(_new, manifest.Find(ModelRole.QueryComposer)!.File));
        Assert.That(() => ModelSetDraft.Change(folder, set =>
        {
            (string file, string sha256) = set.Add("image-encoder.onnx", composer);
            set.Put(manifest.Find(ModelRole.ImageEncoder)! with { File = file, Sha256 = sha256 });
            return 0;
        }), Throws.TypeOf<InvalidDataException>().With.Message.Contains("is no image-encoder"));
        Assert.That(() => ModelSetDraft.Change(folder, set =>
        {
            set.Put(manifest.Find(ModelRole.ImageEncoder)! with { Learned = [null!] });
            return 0;
        }), Throws.TypeOf<FileNotFoundException>().Or.TypeOf<InvalidDataException>());
        Assert.That(Answers(folder), Is.EqualTo(before));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void TwoChangesAtOnceAreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("set-").FullName;
        using (var first = new ModelSetDraft(folder))
        {
            _ = first.Manifest;
            Assert.That(() => Copy(_old, folder), Throws.InstanceOf<IOException>().With.Message.Contains("changing the models"));
        }

        Assert.That(() => Copy(_old, folder), Throws.Nothing);
        Directory.Delete(folder, recursive: true);
    }

    static string Encoders(int seed)
    {
        string folder = Directory.CreateTempSubdirectory("set-").FullName;
        TorchSharp.torch.random.manual_seed(seed);
        using var model = new EmbeddingModel(EmbeddingModelOptions.Tiny(Vocabulary), [2]);
        ModelSetDraft.Change(folder, set =>
            new ModelExport(set, new ModelProvenance($"run {seed}", "nothing", seed, 0, new Dictionary<string, double>())).Encoders(model, Vocabulary));
        return folder;
    }

    static void Copy(string from, string to) => ModelSetDraft.Change(to, set =>
    {
        Copy(from, set);
        return 0;
    });

    static void Copy(string from, ModelSetDraft set)
    {
        foreach (ModelFile model in ModelManifest.Read(from).Models)
        {
            (string file, string sha256) = set.Add(ModelContract.Of(model.Role).File, File.ReadAllBytes(Path.Combine(from, model.File)));
            set.Put(model with { File = file, Sha256 = sha256 });
        }
    }

    // Who made each, and that each file is the one that is named.
    static string Answers(string folder)
    {
        using FashionModels models = FashionModels.Load(folder);
        models.Verify();
        return string.Join(' ', models.Manifest.Models.Select(model => $"{model.Role}: {model.Command}, {model.Sha256}"));
    }
}
