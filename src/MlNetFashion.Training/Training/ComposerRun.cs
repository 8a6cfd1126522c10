using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>The run behind <c>fashion train composer</c>: data, trainer and validation put together.</summary>
public static class ComposerRun
{
    const int Families = 3000, Pairs = 3000, ValidationSeed = 2;

    /// <summary>Reads the training side without its validation share, draws garments, and embeds all with a folder of models.</summary>
    /// <param name="plan">The data, and whether a little is enough.</param>
    /// <param name="encoders">Text encoder and image encoder; must outlive the set.</param>
    /// <param name="photos">Folders or archives of Fashion IQ's photos, whose captions are in the data; none for none.</param>
    /// <exception cref="ArgumentException">There are photos, but no data.</exception>
    /// <exception cref="FileNotFoundException">There are photos, but the data have no captions.</exception>
    public static EmbeddedSet Load(RunPlan plan, FashionPipeline encoders, IReadOnlyList<string> photos)
    {
        var set = new TrainingSet();
        if (plan.Source is { } data && TrainingCatalogues.Products(data, DataSplit.Training) is { } products)
        {
            DuplicateGroups? duplicates = TrainingCatalogues.ProductDuplicates(data);
            IdHashSplit split = TrainingCatalogues.ProductSplit(data);
            set.Add(products.Where(entry => !split.IsOf(entry.Item.Id, DataSplit.Validation)), TrainingDomain.Product, item => duplicates?.KeyOf(item.Id) ?? item.Id);
        }

        set.Add(TrainingCatalogues.Drawings(plan.Tiny ? 50 : Families, variants: 3), TrainingDomain.Sample, TrainingCatalogues.Family);
        if (plan.Source is not null && TrainingCatalogues.ClassPhotos(plan.Source, heldOut: false) is { } classes)
            set.Add(classes, TrainingDomain.ClassPhoto);
        List<CaptionedPair> captioned = [.. RelativeCaptions.AddDrawings(set, plan.Tiny ? 50 : Pairs)];
        if (photos.Count > 0)
        {
            string texts = plan.Source is null
                ? throw new ArgumentException("Photos of Fashion IQ mean nothing without its captions, which are in the folder of data sets, but there is none. Name it with --data.")
                : Path.Combine(plan.Source, FashionIqTexts.FileName);
            captioned.AddRange(RelativeCaptions.AddFashionIq(set, FashionIqCatalogue.Load(texts), photos, new RejectLog()));
        }

        return EmbeddedSet.Make(set, captioned, encoders);
    }

    /// <summary>The products of the validation share, where there are some, and a sample catalogue of another seed than that which users search.</summary>
    public static IReadOnlyList<ComposerValidation> LoadValidation(RunPlan plan, FashionPipeline encoders)
    {
        var all = new List<ComposerValidation>();
        if (plan.Source is { } data && TrainingCatalogues.Products(data, DataSplit.Validation) is { } products)
            all.Add(new ComposerValidation("Product", products, QueryVocabulary.Products, TrainingCatalogues.ProductDuplicates(data), encoders));
        all.Add(new ComposerValidation("Sample", SampleCatalogue.Draw(plan.Tiny ? 300 : 2000, ValidationSeed), QueryVocabulary.Sample, null, encoders));
        return all;
    }

    /// <summary>Trains a composer.</summary>
    /// <param name="plan">How.</param>
    /// <param name="kind">Which.</param>
    /// <param name="data">From <see cref="Load"/>; several composers may share it.</param>
    /// <param name="validation">From <see cref="LoadValidation"/>.</param>
    /// <param name="drawn">For <see cref="ComposerKind.SynthTriplet"/>; null for the others.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    public static void Train(
        RunPlan plan, ComposerKind kind, EmbeddedSet data, IReadOnlyList<ComposerValidation> validation, DrawnQuery? drawn, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ComposerTrainingOptions options = plan.Choose(new ComposerTrainingOptions(), ComposerTrainingOptions.Tiny);
        ComposerOptions model = plan.Tiny ? ComposerOptions.Tiny(kind) : ComposerOptions.Default(kind);
        // The validation share is the one next to that which is held out from everything.
        run.AddLearned(LearnedRecord.Of(data.Set.Items, plan.Source, 2 * TrainingCatalogues.HeldOutShare));
        using var trainer = new ComposerTrainer(data, model, options, run, plan.Resume, drawn);
        trainer.Run(composer => validation.SelectMany(each => each.Score(composer)).ToDictionary(), progress: progress, cancellation: cancellation);
    }
}
