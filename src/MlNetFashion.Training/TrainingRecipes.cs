using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Facts;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tagger;
using MlNetFashion.Training.TextTuning;

namespace MlNetFashion.Training;

/// <summary>All recipes.</summary>
public static class TrainingRecipes
{
    /// <summary>The language of fashion, from text alone.</summary>
    public static TrainingRecipe<RunPlan> Pretraining { get; } = new PretrainingRecipe();

    /// <summary>Text encoder, image encoder and query composer together.</summary>
    public static TrainingRecipe<EmbeddingPlan> Embedding { get; } = new EmbeddingRecipe();

    /// <summary>Makes picture embeddings tell kind, colour and gender.</summary>
    public static TrainingRecipe<FactPlan> Facts { get; } = new FactRecipe();

    /// <summary>Tunes text encoder and query composer against pictures that stay where they are.</summary>
    public static TrainingRecipe<TextPlan> Text { get; } = new TextRecipe();

    /// <summary>A query composer alone.</summary>
    public static TrainingRecipe<ComposerPlan> Composer { get; } = new ComposerRecipe();

    /// <summary>Pictures to a few numbers and back.</summary>
    public static TrainingRecipe<AutoencoderPlan> Autoencoder { get; } = new AutoencoderRecipe();

    /// <summary>Draws what a query means, in the latents of an autoencoder: what is shipped.</summary>
    public static TrainingRecipe<LatentGeneratorPlan> LatentGenerator { get; } = new LatentGeneratorRecipe();

    /// <summary>Draws what a query means.</summary>
    public static TrainingRecipe<GeneratorPlan> Generator { get; } = new GeneratorRecipe();

    /// <summary>Reads words of requests that the lexicon lacks.</summary>
    public static TrainingRecipe<TaggerPlan> Tagger { get; } = new TaggerRecipe();

    /// <summary>What the generator's pictures are measured by.</summary>
    public static TrainingRecipe<RunPlan> GarmentClassifier { get; } = new GarmentClassifierRecipe();

    /// <summary>The first GAN of Fashion-MNIST, of dense layers.</summary>
    public static TrainingRecipe<FashionMnistPlan> FashionMnistGan { get; } = new FashionMnistGanRecipe();

    /// <summary>Draws the class of Fashion-MNIST that is asked for.</summary>
    public static TrainingRecipe<FashionMnistConditionalPlan> FashionMnistConditional { get; } = new FashionMnistConditionalRecipe();

    /// <summary>What drawn pictures of Fashion-MNIST are measured by.</summary>
    public static TrainingRecipe<FashionMnistPlan> FashionMnistClassifier { get; } = new FashionMnistClassifierRecipe();

    /// <summary>Brings pictures of one class of Fashion-MNIST together.</summary>
    public static TrainingRecipe<FashionMnistEmbeddingPlan> FashionMnistEmbedding { get; } = new FashionMnistEmbeddingRecipe();

    /// <summary>The list, in the order in which help shows it.</summary>
    public static IReadOnlyList<TrainingRecipe> All { get; } =
    [
        Pretraining, Embedding, Facts, Text, Composer, Autoencoder, LatentGenerator, Generator, Tagger, GarmentClassifier, FashionMnistGan,
            FashionMnistConditional, FashionMnistClassifier, FashionMnistEmbedding,
    ];

    /// <summary>The recipe that made a run, as the run's folder says.</summary>
    /// <exception cref="InvalidDataException">The folder is not one of a run, or does not name a recipe that there is.</exception>
    public static TrainingRecipe Of(RunFolder run) => All.FirstOrDefault(recipe => recipe.Name == run.Recipe)
        ?? throw new InvalidDataException($"'{run.Path}' says that it is a run of {run.Recipe}, "
            + $"but the recipes are {string.Join(", ", All.Select(recipe => recipe.Name))}. It is of another version: train it again into another folder.");

    /// <summary>How a model is measured, whatever it comes as.</summary>
    /// <param name="model">A run, a folder of models, or the ONNX file of a generator; null for the models that come with the program.</param>
    /// <exception cref="FileNotFoundException">There is no such folder or file.</exception>
    /// <exception cref="InvalidDataException">The folder is not one of a run.</exception>
    /// <exception cref="ArgumentException">Such runs are not measured.</exception>
    public static ModelMeasure MeasureOf(string? model)
    {
        if (model is null || Presence.OfFile(Path.Combine(model, ModelManifest.FileName)))
            return Generator.Measure!;
        if (Presence.OfFolder(model))
        {
            TrainingRecipe recipe = Of(RunFolder.Open(model));
            return recipe.Measure
                ?? throw new ArgumentException($"\"{model}\" is a run of {recipe.Name}, whose own validation says how good it is: see fashion info {model}. "
                + $"Measured are {string.Join(", ", All.Where(other => other.Measure is not null).Select(other => other.Name))}.");
        }

        if (!Presence.OfFile(model))
            throw new FileNotFoundException($"There is neither a folder nor a file \"{model}\" (looked for {Path.GetFullPath(model)}). "
                + "Name a run of fashion train, a folder of models, or the file of a generator.");
        // A file alone says by its inputs what it draws.
        return OnnxModel.Load(model).Inputs.Any(input => input.Name == Columns.QueryEmbedding) ? Generator.Measure! : FashionMnistGan.Measure!;
    }
}
