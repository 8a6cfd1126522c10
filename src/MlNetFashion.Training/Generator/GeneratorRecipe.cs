using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator.Measuring;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>Trains the generator, with sheets of samples on the way.</summary>
sealed class GeneratorRecipe : TrainingRecipe<GeneratorPlan, GeneratorRunOptions, FashionGenerator>
{
    /// <summary>What a person would try first, a row of the sheet of samples each; the same noise at every step, so that sheets can be compared.</summary>
    internal static IReadOnlyList<string> SampleQueries { get; } =
    [
        "red dress", "blue jeans", "white t-shirt for men", "black leather handbag", "yellow kurta", "striped blue shirt", "white running shoes",
        "brown sandals", "green backpack", "black watch",
    ];

    const int Seeds = 8, Families = 4000, TinyFamilies = 50;

    internal GeneratorRecipe() : base("draws what a query means, for encoders that stay as they are", GeneratorRunOptions.Checkpoint) =>
        Measure = new GarmentMeasure(this);

    /// <inheritdoc/>
    public override IReadOnlyList<RunPreset> Presets { get; } = [RunPreset.Default, RunPreset.Small, RunPreset.Large, RunPreset.Tiny];

    /// <inheritdoc/>
    public override ModelMeasure Measure { get; }

    private protected override GeneratorRunOptions Usual(GeneratorPlan plan, RunFolder? resumed)
    {
        GeneratorStrategy strategy = plan.Strategy ?? GeneratorStrategy.Default;
        GeneratorTrainingOptions usual = plan.From is null ? strategy.Training : strategy.Training.Further();
        (FashionGeneratorOptions generator, FashionDiscriminatorOptions discriminator) = plan.Preset switch
        {
            RunPreset.Tiny => (FashionGeneratorOptions.Tiny, FashionDiscriminatorOptions.Tiny),
            RunPreset.Small => (FashionGeneratorOptions.Small, FashionDiscriminatorOptions.Small),
            RunPreset.Large => (FashionGeneratorOptions.Large, FashionDiscriminatorOptions.Large),
            _ => (FashionGeneratorOptions.Default, FashionDiscriminatorOptions.Default),
        };
        return new GeneratorRunOptions(generator, discriminator with { Condition = strategy.Condition, SpectralNorm = strategy.SpectralNorm },
            plan.Choose(usual, usual.Shortened()));
    }

    private protected override TrainingOptions TrainingOf(GeneratorRunOptions options) => options.Training;

    private protected override void Check(GeneratorRunOptions options) => options.Check();

    private protected override void Train(GeneratorPlan plan, GeneratorRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        using EmbeddingModel frozen = EmbeddingRunOptions.Checkpoint.Load(RunFolder.Open(plan.Encoders));
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? TinyFamilies : Families, options.Generator.ImageSize);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        using var trainer = new GeneratorTrainer(set, tokenizer, frozen, options, run, plan.Resume, plan.From is null ? null : RunFolder.Open(plan.From));
        trainer.Run(sample: (generator, step) =>
            SampleSheet.Save(Sample(generator, frozen, tokenizer), run, step), progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FashionGenerator model, GeneratorRunOptions options, RunFolder run)
    {
        using ImageEncoder? encoder = GeneratorRunOptions.LoadEncoder(run);
        ExportedModel generator = export.Generator(model);
        return encoder is null ? [generator] : [generator, export.ImageEncoder(encoder)];
    }

    static RgbImage Sample(FashionGenerator generator, EmbeddingModel encoders, WordPieceTokenizer tokenizer)
    {
        int size = generator.ImageSize, numbers = 3 * size * size;
        (Tensor ids, Tensor mask) = new EmbeddingInputs(tokenizer, Columns.MaxTokens).Texts(SampleQueries);
        Tensor text = encoders.Text.forward(ids, mask).Tensor;
        Tensor query = encoders.Composer.forward(text, zeros_like(text)).Tensor.repeat_interleave(Seeds, 0);
        Tensor noise = randn(Seeds, Columns.NoiseDimension, generator: new TorchSharp.torch.Generator(1), device: CPU).to(query.device)
            .repeat(SampleQueries.Count, 1);
        float[] pictures = generator.forward(query, noise).Tensor.cpu().data<float>().ToArray();
        var sheet = new RgbImage(Seeds * size, SampleQueries.Count * size);
        for (int i = 0; i < SampleQueries.Count * Seeds; i++)
        {
            RgbImage picture = ImagePreprocessing.FromTensor(pictures.AsSpan(i * numbers, numbers), size);
            for (int y = 0; y < size; y++)
                picture.Pixels.AsSpan(y * size * 3, size * 3).CopyTo(sheet.Pixels.AsSpan(((i / Seeds * size + y) * sheet.Width + i % Seeds * size) * 3));
        }

        return sheet;
    }
}
