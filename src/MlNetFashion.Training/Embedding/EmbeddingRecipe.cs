using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.TextTuning;

namespace MlNetFashion.Training.Embedding;

/// <summary>The run behind <c>fashion train embedding</c>: data, trainer and validation put together.</summary>
public static class EmbeddingRecipe
{
    /// <summary>Reads the training side of every catalogue in the data folder, and draws garments.</summary>
    /// <param name="data">See <see cref="TrainingCatalogues"/>; what it lacks is left out, and drawings are always there.</param>
    /// <param name="families">Families of drawings; each has four.</param>
    /// <param name="imageSize">Side at which pictures are kept.</param>
    public static TrainingSet Load(string? data, int families, int imageSize = Columns.ImageSize)
    {
        var set = new TrainingSet(imageSize);
        if (data is not null && TrainingCatalogues.Products(data, heldOut: false) is { } products)
        {
            Catalogues.DuplicateGroups? duplicates = TrainingCatalogues.ProductDuplicates(data);
            set.Add(products, TrainingDomain.Product, item => duplicates?.KeyOf(item.Id) ?? item.Id);
        }

        set.Add(TrainingCatalogues.Drawings(families, variants: 3), TrainingDomain.Sample, TrainingCatalogues.Family);
        if (data is not null && TrainingCatalogues.ClassPhotos(data, heldOut: false) is { } photos)
            set.Add(photos, TrainingDomain.ClassPhoto);
        return set;
    }

    /// <summary>Reads what training never sees: held-out products, and the sample catalogue that users search.</summary>
    public static TrainingSet LoadHeldOut(string? data, int samples)
    {
        var set = new TrainingSet();
        if (data is not null && TrainingCatalogues.Products(data, heldOut: true) is { } products)
        {
            Catalogues.DuplicateGroups? duplicates = TrainingCatalogues.ProductDuplicates(data);
            set.Add(products, TrainingDomain.Product, item => duplicates?.KeyOf(item.Id) ?? item.Id);
        }

        set.Add(Catalogues.SampleCatalogue.Draw(samples), TrainingDomain.Sample);
        return set;
    }

    /// <summary>Tunes text encoder and composer of a run; see <see cref="TextTuner"/>.</summary>
    /// <param name="plan">How.</param>
    /// <param name="encoders">The run whose encoders are tuned.</param>
    /// <param name="start">Where the text encoder starts.</param>
    /// <param name="pretrained">The run of pretraining that it starts from, if it does.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <param name="settings">Single options by their names in the run's options.json, such as <c>Tuning.Pairs=96</c>; see <see cref="OptionSettings"/>.</param>
    public static void Tune(RunPlan plan, RunFolder encoders, TextStart start, RunFolder? pretrained, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation, IReadOnlyList<string>? settings = null)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        TextTuningOptions options = plan.Choose(new TextTuningOptions(), TextTuningOptions.Tiny) with { Start = start };
        options = OptionSettings.Apply(encoders.ReadOptions<EmbeddingRunOptions>() with { Tuning = options }, settings ?? []).Tuning!;
        TrainingSet set = Load(plan.Source, plan.Tiny ? 50 : 6000), heldOut = LoadHeldOut(plan.Source, plan.Tiny ? 50 : 1000);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        using var tuner = new TextTuner(set, tokenizer, encoders, options, run, plan.Resume, pretrained);
        tuner.Run(new EmbeddingValidation(heldOut, tokenizer, Columns.MaxTokens, set.Vocabulary).Score, progress: progress, cancellation: cancellation);
    }

    /// <summary>Trains the three encoders.</summary>
    /// <param name="plan">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <param name="encoders">A run of encoders whose sizes and weights are the start; null for the preset's sizes and random weights.</param>
    /// <param name="pretrained">A run of pretraining whose BERT the text encoder starts from; null for none.</param>
    /// <param name="metric">What brings pictures of one kind together; null for the preset's.</param>
    /// <param name="settings">Single options by their names in the run's options.json, such as <c>Training.LearningRate=8e-4</c>; see <see cref="OptionSettings"/>.</param>
    public static void Train(RunPlan plan, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation, RunFolder? encoders = null, RunFolder? pretrained = null, MetricLoss? metric = null, IReadOnlyList<string>? settings = null)
    {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Default;
        int vocabulary = tokenizer.Vocabulary.Size;
        RunFolder? start = plan.Resume && run.HasCheckpoint ? run : encoders;
        EmbeddingModelOptions model = start is not null ? start.ReadOptions<EmbeddingRunOptions>().Model : plan.Tiny ? EmbeddingModelOptions.Tiny(vocabulary) : EmbeddingModelOptions.Default(vocabulary);
        EmbeddingTrainingOptions options = plan.Choose(new EmbeddingTrainingOptions(), EmbeddingTrainingOptions.Tiny);
        options = options with { Metric = metric ?? options.Metric };
        (model, _, options) = OptionSettings.Apply(new EmbeddingRunOptions(model, [], options), settings ?? []);
        TrainingSet set = Load(plan.Source, plan.Tiny ? 50 : 6000), heldOut = LoadHeldOut(plan.Source, plan.Tiny ? 50 : 1000);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        using var trainer = new EmbeddingTrainer(set, tokenizer, model, options, run, plan.Resume, encoders, pretrained);
        trainer.Run(new EmbeddingValidation(heldOut, tokenizer, model.Text.Bert.MaxPositions, set.Vocabulary).Score, progress: progress, cancellation: cancellation);
    }
}
