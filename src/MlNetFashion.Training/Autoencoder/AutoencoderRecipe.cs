using MlNetFashion.Catalogues;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Trains the autoencoder in whose latents the generator draws.</summary>
sealed class AutoencoderRecipe : TrainingRecipe<AutoencoderPlan, AutoencoderRunOptions, PictureAutoencoder>
{
    const int Families = 3000, TinyFamilies = 20, Validated = 480, ValidatedDrawings = 80, TinyValidated = 40, ValidationSeed = 2;

    internal AutoencoderRecipe() : base("pictures to a few numbers and back: what the generator draws in", AutoencoderRunOptions.Checkpoint)
    {
    }

    /// <inheritdoc/>
    public override string NextStep(string run) => $"Train a generator that draws in its latents with: fashion train latent-generator --autoencoder {run}";

    private protected override AutoencoderRunOptions Usual(AutoencoderPlan plan, RunFolder? resumed) =>
        new(plan.IsTiny ? PictureAutoencoderOptions.Tiny : PictureAutoencoderOptions.Default,
            plan.Choose(new AutoencoderTrainingOptions(), AutoencoderTrainingOptions.Tiny));

    private protected override TrainingOptions TrainingOf(AutoencoderRunOptions options) => options.Training;

    private protected override void Check(AutoencoderRunOptions options)
    {
        base.Check(options);
        options.Model.Check();
    }

    private protected override void Train(AutoencoderPlan plan, AutoencoderRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        TrainingSet set = LoadLearned(plan, options.Model.ImageSize);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        var validation = new AutoencoderValidation(LoadValidation(plan, options.Model.ImageSize), options.Model.ImageSize);
        using var trainer = new AutoencoderTrainer(set.Items, options, run, plan.Resume, plan.From is null ? null : RunFolder.Open(plan.From));
        trainer.Run(validation.Score, (model, step) => SampleSheet.Save(validation.Sheet(model), run, step), progress, cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, PictureAutoencoder model, AutoencoderRunOptions options,
        RunFolder run) =>
        throw new NotSupportedException($"An autoencoder is not exported: the generator's file has its decoder. {NextStep(run.Path)}");

    private protected override IEnumerable<string> DataSets(AutoencoderPlan plan) => [DataSetNames.Products];

    /// <summary>The products of the training split without its validation share, and drawings.</summary>
    internal static TrainingSet LoadLearned(RunPlan plan, int imageSize)
    {
        var set = new TrainingSet(imageSize);
        if (plan.Source is { } data)
            set.AddProducts(data, DataSplit.Training);
        set.Add(TrainingCatalogues.Drawings(plan.IsTiny ? TinyFamilies : Families, variants: 3), TrainingDomain.Sample, TrainingCatalogues.Family);
        return set;
    }

    // The validation share of the products, where there are some, and drawings of another seed than those that users search.
    static IReadOnlyList<TrainingItem> LoadValidation(AutoencoderPlan plan, int imageSize)
    {
        var set = new TrainingSet(imageSize);
        if (plan.Source is { } data && TrainingCatalogues.Products(data, DataSplit.Validation) is { } products)
            set.Add(products.Take(Validated), TrainingDomain.Product);
        set.Add(SampleCatalogue.Draw(plan.IsTiny ? TinyValidated : ValidatedDrawings, ValidationSeed), TrainingDomain.Sample);
        TrainingItem[] items = [.. set.Items];
        new Random(ValidationSeed).Shuffle(items);
        return items;
    }
}
