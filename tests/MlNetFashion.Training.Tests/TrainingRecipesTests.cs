using MlNetFashion.Models;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Facts;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tagger;
using MlNetFashion.Training.Tests.FashionMnist;
using MlNetFashion.Training.TextTuning;
using TorchSharp;

namespace MlNetFashion.Training.Tests;

/// <summary>Each recipe in the same turn: a short run, its folder, its model, its files.</summary>
public sealed class TrainingRecipesTests
{
    const int Steps = 2;

    static readonly string[] s_names = [.. TrainingRecipes.All.Select(recipe => recipe.Name)];

    readonly Dictionary<string, RunFolder> _runs = [];
    Dictionary<string, Func<string, RunFolder>> _train = [];
    Dictionary<string, Func<RunFolder, torch.nn.Module>> _load = [];
    string _folder = "";

    [OneTimeSetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("recipes-").FullName;
        BarPictures.Write(Data);
        _train = new()
        {
            ["pretraining"] = folder => TrainingRecipes.Pretraining.Train(Tiny(new RunPlan()), folder),
            ["embedding"] = folder => TrainingRecipes.Embedding.Train(Tiny(new EmbeddingPlan()), folder),
            ["facts"] = folder => TrainingRecipes.Facts.Train(Tiny(new FactPlan { Encoders = Run("embedding").Path }), folder),
            ["text"] = folder => TrainingRecipes.Text.Train(Tiny(new TextPlan { Encoders = Run("embedding").Path }), folder),
            ["composer"] = folder =>
                TrainingRecipes.Composer.Train(Tiny(new ComposerPlan { Composer = ComposerKind.Tirg, Encoders = Run("embedding").Path }), folder),
            ["autoencoder"] = folder => TrainingRecipes.Autoencoder.Train(Tiny(new AutoencoderPlan()), folder),
            ["latent-generator"] = folder => TrainingRecipes.LatentGenerator.Train(
                Tiny(new LatentGeneratorPlan { Autoencoder = Run("autoencoder").Path, Encoders = Run("embedding").Path }), folder),
            ["generator"] = folder => TrainingRecipes.Generator.Train(Tiny(new GeneratorPlan { Encoders = Run("text").Path }), folder),
            ["tagger"] = folder => TrainingRecipes.Tagger.Train(Tiny(new TaggerPlan { Pretrained = Run("pretraining").Path }), folder),
            ["garment-classifier"] = folder => TrainingRecipes.GarmentClassifier.Train(Tiny(new RunPlan()), folder),
            ["fashion-mnist-gan"] = folder => TrainingRecipes.FashionMnistGan.Train(Tiny(new FashionMnistPlan { Data = Data }), folder),
            ["fashion-mnist-conditional"] = folder =>
                TrainingRecipes.FashionMnistConditional.Train(Tiny(new FashionMnistConditionalPlan { Data = Data }), folder),
            ["fashion-mnist-classifier"] = folder => TrainingRecipes.FashionMnistClassifier.Train(Tiny(new FashionMnistPlan { Data = Data }), folder),
            ["fashion-mnist-embedding"] = folder => TrainingRecipes.FashionMnistEmbedding.Train(Tiny(new FashionMnistEmbeddingPlan { Data = Data }), folder),
        };
        _load = new()
        {
            ["pretraining"] = new PretrainingRecipe().Load,
            ["embedding"] = new EmbeddingRecipe().Load,
            ["facts"] = new FactRecipe().Load,
            ["text"] = new TextRecipe().Load,
            ["composer"] = new ComposerRecipe().Load,
            ["autoencoder"] = new AutoencoderRecipe().Load,
            ["latent-generator"] = new LatentGeneratorRecipe().Load,
            ["generator"] = new GeneratorRecipe().Load,
            ["tagger"] = new TaggerRecipe().Load,
            ["garment-classifier"] = new GarmentClassifierRecipe().Load,
            ["fashion-mnist-gan"] = new FashionMnistGanRecipe().Load,
            ["fashion-mnist-conditional"] = new FashionMnistConditionalRecipe().Load,
            ["fashion-mnist-classifier"] = new FashionMnistClassifierRecipe().Load,
            ["fashion-mnist-embedding"] = new FashionMnistEmbeddingRecipe().Load,
        };
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheListHasEveryRecipeOnce()
    {
        Assert.That(s_names, Is.Unique.And.EquivalentTo(_train.Keys));
        Assert.That(typeof(TrainingRecipes).GetProperties()
            .Where(property => property.PropertyType.IsAssignableTo(typeof(TrainingRecipe)))
            .Select(property => ((TrainingRecipe)property.GetValue(null)!).Name), Is.EquivalentTo(s_names));
        Assert.That(TrainingRecipes.All.Select(recipe => recipe.Presets), Is.All.Contains(RunPreset.Default).And.All.Contains(RunPreset.Tiny));
    }

    [TestCaseSource(nameof(s_names))]
    public void AShortRunSaysWhoMadeItAndHowAndIsLoaded(string name)
    {
        RunFolder run = Run(name);
        Assert.That((run.Recipe, run.CheckpointStep, TrainingRecipes.Of(run).Name), Is.EqualTo((name, Steps, name)));
        var made = ModelProvenance.Of(run, seed: 3);
        Assert.That(made.Command, Does.StartWith($"fashion train {name} ").And.EndWith($"--preset tiny --steps {Steps} --seed 3"));
        Assert.That(made.Data, Is.EqualTo(name.StartsWith("fashion-mnist", StringComparison.Ordinal) ? "Fashion-MNIST (training side)" : "drawn garments"));
        using torch.nn.Module model = _load[name](run);
        Assert.That(model.training, Is.False);
        Assert.That(model.parameters().Sum(parameter => parameter.numel()), Is.Positive);
    }

    [TestCaseSource(nameof(s_names))]
    public void ARunOfAnotherRecipeIsRefusedInASentence(string name)
    {
        // Encoders that were changed are encoders, too; every other run is of its own recipe alone.
        foreach (string other in s_names.Where(other => other != name && (name, other) is not ("embedding", "facts" or "text")))
        {
            Assert.That(() => _load[name](Run(other)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(
                $"is a run of fashion train {other}, but one of fashion train {name}"), other);
        }
    }

    [TestCaseSource(nameof(s_names))]
    public void ARunIsNotStartedOverNorGoneOnWithByAnother(string name)
    {
        string occupied = Run(name == "pretraining" ? "tagger" : "pretraining").Path, before = Hashes.Of(new RunFolder(occupied));
        Assert.That(() => _train[name](occupied), Throws.ArgumentException.With.Message.Contains("Go on with it (--resume), or choose another folder"));
        Assert.That(Hashes.Of(new RunFolder(occupied)), Is.EqualTo(before));
        Assert.That(() => TrainingRecipes.GarmentClassifier.Train(Tiny(new RunPlan()) with { Resume = true }, occupied),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("but one of fashion train garment-classifier is needed"));
    }

    [TestCaseSource(nameof(s_names))]
    public void WhatIsExportedAgreesWithItsModuleOrIsSaidNotToBe(string name)
    {
        string folder = Path.Combine(_folder, "onnx", name);
        TrainingRecipe recipe = TrainingRecipes.Of(Run(name));
        if (name == "pretraining")
        {
            Assert.That(() => recipe.Export(Run(name), folder),
                Throws.InstanceOf<NotSupportedException>().With.Message.Contains("fashion train embedding --pretrained"));
            return;
        }

        if (name == "autoencoder")
        {
            Assert.That(() => recipe.Export(Run(name), folder), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("fashion train "
                + "latent-generator --autoencoder"));
            return;
        }

        IReadOnlyList<ExportedModel> files = recipe.Export(Run(name), folder);
        Assert.That(files, Is.Not.Empty);
        foreach (ExportedModel file in files)
        {
            Assert.That(File.Exists(Path.Combine(folder, file.File)), file.File);
            Assert.That(file.Parity!.LargestAbsolute, Is.LessThan(1e-4), file.File);
        }

        if (File.Exists(Path.Combine(folder, ModelManifest.FileName)))
            Assert.That(ModelManifest.Read(folder).Models.Select(model => model.Command), Is.All.StartsWith($"fashion train {name} "));
    }

    [Test]
    public void NothingIsWrittenForAPlanThatIsNotSound()
    {
        string folder = Path.Combine(_folder, "refused");
        Assert.That(() => TrainingRecipes.Embedding.Train(new EmbeddingPlan { Preset = RunPreset.Large }, folder),
            Throws.ArgumentException.With.Message.Contains("no preset Large of embedding"));
        Assert.That(() => TrainingRecipes.Pretraining.Train(Tiny(new RunPlan { Settings = ["Training.PartSize=0"] }), folder),
            Throws.ArgumentException.With.Message.Contains("PartSize is 0"));
        Assert.That(() => TrainingRecipes.Pretraining.Train(Tiny(new RunPlan { Settings = ["Luck=1"] }), folder),
            Throws.ArgumentException.With.Message.Contains("Model, Vocabulary, Training"));
        Assert.That(() => TrainingRecipes.FashionMnistGan.Train(Tiny(new FashionMnistPlan()), folder),
            Throws.ArgumentException.With.Message.Contains("Name it with --data"));
        Assert.That(() => TrainingRecipes.Generator.Train(Tiny(new GeneratorPlan { Encoders = folder }), folder),
            Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("Make one with fashion train embedding"));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    string Data => Path.Combine(_folder, "data");

    // Made when it is first needed, and with it what it begins with.
    RunFolder Run(string name)
    {
        if (!_runs.TryGetValue(name, out RunFolder? run))
            _runs.Add(name, run = _train[name](Path.Combine(_folder, name)));
        return run;
    }

    static T Tiny<T>(T plan) where T : RunPlan
    {
        RunPlan chosen = plan;
        return (T)(chosen with { Preset = RunPreset.Tiny, Steps = Steps, Seed = 3 });
    }
}
