using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>Trains a query composer alone, on embeddings of encoders that stay as they are.</summary>
sealed class ComposerRecipe : TrainingRecipe<ComposerPlan, ComposerRunOptions, Module<Value, Value, Value>>
{
    const int Families = 3000, TinyFamilies = 50, Pairs = 3000, TinyPairs = 50, Samples = 2000, TinySamples = 300, ValidationSeed = 2;

    internal ComposerRecipe() : base("a query composer alone, of several kinds", ComposerRunOptions.Checkpoint)
    {
    }

    private protected override ComposerRunOptions Usual(ComposerPlan plan, RunFolder? resumed) =>
        new(plan.IsTiny ? ComposerOptions.Tiny(plan.Composer) : ComposerOptions.Default(plan.Composer),
            plan.Choose(new ComposerTrainingOptions(), ComposerTrainingOptions.Tiny));

    private protected override TrainingOptions TrainingOf(ComposerRunOptions options) => options.Training;

    private protected override void Train(ComposerPlan plan, ComposerRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        using var encoders = new EncoderFolder(plan.Encoders);
        using FashionPipeline pipeline = FashionPipeline.Load(encoders.Path);
        using DrawnQuery? drawn = options.Model.Kind != ComposerKind.SynthTriplet ? null
            : DrawnQuery.Of(new ModelImport(pipeline.Models.Folder));
        EmbeddedSet data = LoadLearned(plan, pipeline);
        IReadOnlyList<ComposerValidation> validation = LoadValidation(plan, pipeline);
        // The validation share is the one next to that which is held out from everything.
        run.AddLearned(LearnedRecord.Of(data.Set.Items, plan.Source));
        using var trainer = new ComposerTrainer(data, options.Model, options.Training, run, plan.Resume, drawn);
        trainer.Run(composer => validation.SelectMany(each => each.Score(composer)).ToDictionary(), progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, Module<Value, Value, Value> model, ComposerRunOptions options,
        RunFolder run) => [export.Composer(model)];

    private protected override IEnumerable<string> DataSets(ComposerPlan plan) =>
        plan.Photos.Count > 0 ? base.DataSets(plan).Append(DataSetNames.FashionIq) : base.DataSets(plan);

    private protected override void Check(ComposerPlan plan)
    {
        base.Check(plan);
        if (plan.Encoders is not null && !Presence.OfFolder(plan.Encoders))
            throw new DirectoryNotFoundException($"There is no run or folder of models \"{plan.Encoders}\". "
                + "Make a run with fashion train embedding, or name one with --encoders.");
        if (plan.Photos.Count > 0 && plan.Source is null)
            throw new ArgumentException("Photos of Fashion IQ mean nothing without its captions, which are in the folder of data sets, but there is none. "
                + "Name it with --data.");
    }

    // The training split without its validation share, and drawn garments, all embedded.
    static EmbeddedSet LoadLearned(ComposerPlan plan, FashionPipeline encoders)
    {
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? TinyFamilies : Families);
        List<CaptionedPair> captioned = [.. RelativeCaptions.AddDrawings(set, plan.IsTiny ? TinyPairs : Pairs)];
        if (plan.Photos.Count > 0)
            captioned.AddRange(RelativeCaptions.AddFashionIq(set, FashionIqCatalogue.Load(Path.Combine(plan.Source!, DataSetFiles.FashionIqText)),
                plan.Photos, new RejectLog()));
        return EmbeddedSet.Make(set, captioned, encoders);
    }

    // The products of the validation share, where there are some, and a sample catalogue of another seed than that which users search.
    static List<ComposerValidation> LoadValidation(ComposerPlan plan, FashionPipeline encoders)
    {
        var all = new List<ComposerValidation>();
        if (plan.Source is { } data && TrainingCatalogues.Products(data, DataSplit.Validation) is { } products)
            all.Add(new ComposerValidation("Product", products, QueryVocabulary.Products, TrainingCatalogues.ProductDuplicates(data), encoders));
        all.Add(new ComposerValidation("Sample", SampleCatalogue.Draw(plan.IsTiny ? TinySamples : Samples, ValidationSeed),
            QueryVocabulary.Sample, null, encoders));
        return all;
    }
}
