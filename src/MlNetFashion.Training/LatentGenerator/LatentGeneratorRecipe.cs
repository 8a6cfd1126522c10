using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Text;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator.Measuring;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Trains the generator that draws in the latents of an autoencoder, with sheets of samples on the way.</summary>
sealed class LatentGeneratorRecipe : TrainingRecipe<LatentGeneratorPlan, LatentGeneratorRunOptions, FlowGenerator>
{
    const int Seeds = 8, ReadFamilies = 1500, ReadFamiliesTiny = 20;

    internal LatentGeneratorRecipe() : base("draws what a query means, in the latents of an autoencoder", LatentGeneratorRunOptions.Checkpoint) =>
        Measure = new GarmentMeasure(this);

    /// <inheritdoc/>
    public override ModelMeasure Measure { get; }

    private protected override LatentGeneratorRunOptions Usual(LatentGeneratorPlan plan, RunFolder? resumed)
    {
        if (plan is { Former: not null, From: { } from } && Directory.Exists(from))
        {
            LatentGeneratorRunOptions before = LatentGeneratorRunOptions.Checkpoint.ReadOptions(RunFolder.Open(from));
            return new(before.Generator with { EmbeddingDimension = Columns.EmbeddingDimension },
                plan.Choose(LatentGeneratorTrainingOptions.Reading, LatentGeneratorTrainingOptions.Tiny));
        }

        PictureAutoencoderOptions autoencoder = Directory.Exists(plan.Autoencoder)
            ? AutoencoderRunOptions.Checkpoint.ReadOptions(RunFolder.Open(plan.Autoencoder)).Model
            : plan.IsTiny ? PictureAutoencoderOptions.Tiny : PictureAutoencoderOptions.Default;
        return new(plan.IsTiny ? LatentGeneratorOptions.Tiny(autoencoder) : LatentGeneratorOptions.Default(autoencoder),
            plan.Choose(new LatentGeneratorTrainingOptions(), LatentGeneratorTrainingOptions.Tiny));
    }

    private protected override TrainingOptions TrainingOf(LatentGeneratorRunOptions options) => options.Training;

    private protected override void Check(LatentGeneratorPlan plan)
    {
        base.Check(plan);
        if (plan is { Former: not null, From: null })
            throw new ArgumentException("A generator learns to read the queries of other encoders (--former), but none is named. Name its run (--from RUN).");
    }

    private protected override void Check(LatentGeneratorRunOptions options)
    {
        base.Check(options);
        options.Generator.Check();
    }

    private protected override void Train(LatentGeneratorPlan plan, LatentGeneratorRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        if (plan.Former is not null)
        {
            Read(plan, options, run, progress, cancellation);
            return;
        }

        using PictureAutoencoder autoencoder = AutoencoderRunOptions.Checkpoint.Load(RunFolder.Open(plan.Autoencoder));
        if (plan.From is not null && options.Training.Steps == 0)
        {
            Join(RunFolder.Open(plan.From), autoencoder, options, run);
            return;
        }

        using var encoders = new EncoderFolder(plan.Encoders);
        using FashionPipeline pipeline = FashionPipeline.Load(encoders.Path);
        TrainingSet set = AutoencoderRecipe.LoadLearned(plan, autoencoder.Options.ImageSize);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        var batches = new LatentBatches(EmbeddedSet.Make(set, [], pipeline), new FashionEncoders(pipeline.Models, tokenizer: null).Compose,
            options.Training.Sampler);
        using ImageEncoder? eye = options.Training.MatchingWeight > 0 ? new ModelImport(pipeline.Models.Folder).ImageEncoder() : null;
        using var trainer = new LatentGeneratorTrainer(batches, autoencoder, options, run, plan.Resume, plan.From is null ? null : RunFolder.Open(plan.From),
            eye);
        trainer.Run(sample: (generator, step) => SampleSheet.Save(Sample(generator, batches), run, step), progress: progress, cancellation: cancellation);
    }

    private protected override IReadOnlyList<ExportedModel> Export(ModelExport export, FlowGenerator model, LatentGeneratorRunOptions options,
        RunFolder run) => [export.Generator(model)];

    private protected override IEnumerable<string> DataSets(LatentGeneratorPlan plan) => [DataSetNames.Products];

    static void Read(LatentGeneratorPlan plan, LatentGeneratorRunOptions options, RunFolder run, IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        using var encoders = new EncoderFolder(plan.Encoders);
        using FashionPipeline pipeline = FashionPipeline.Load(encoders.Path);
        using EmbeddingModel former = EmbeddingRunOptions.Checkpoint.Load(RunFolder.Open(plan.Former!));
        TrainingSet set = TrainingSet.LoadLearned(plan.Source, plan.IsTiny ? ReadFamiliesTiny : ReadFamilies);
        run.AddLearned(LearnedRecord.Of(set.Items, plan.Source));
        PairSamplerOptions sampler = options.Training.Sampler;
        var batches = new LatentBatches(EmbeddedSet.Make(set, [], pipeline), new FashionEncoders(pipeline.Models, tokenizer: null).Compose, sampler);
        var before = new TorchEncoders(former, WordPieceTokenizer.Default);
        using var trainer = new QueryReadingTrainer(batches, new LatentBatches(before.Embed(set), before.Compose, sampler), options, run, plan.Resume,
            RunFolder.Open(plan.From!));
        trainer.Run(trainer.Score, (generator, step) => SampleSheet.Save(Sample(generator, batches), run, step), progress, cancellation);
    }

    // The flow of another run with this autoencoder's decoder, and the way that is to be gone: nothing is learned.
    static void Join(RunFolder from, PictureAutoencoder autoencoder, LatentGeneratorRunOptions options, RunFolder run)
    {
        using FlowGenerator other = LatentGeneratorRunOptions.Checkpoint.Load(from), joined = new(options.Generator);
        joined.TakeFlow(other);
        joined.Decoder.load_state_dict(autoencoder.Decoder.state_dict());
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(run, options);
        run.SaveCheckpoint(0, files => joined.save(Path.Combine(files, LatentGeneratorRunOptions.Checkpoint.WeightsFile)));
    }

    static RgbImage Sample(FlowGenerator generator, LatentBatches batches)
    {
        IReadOnlyList<string> queries = Generator.GeneratorRecipe.SampleQueries;
        int size = generator.Options.Autoencoder.ImageSize, numbers = 3 * size * size;
        Tensor noise = randn(Seeds, generator.Options.NoiseDimension, generator: new TorchSharp.torch.Generator(1), device: CPU);
        Tensor words = batches.Words(queries);
        var sheet = new RgbImage(Seeds * size, queries.Count * size);
        // One row after the other, for memory; photos, not drawings.
        noise.narrow(1, 0, 1).fill_(1);
        for (int row = 0; row < queries.Count; row++)
        {
            float[] pictures = generator.forward(words[row].unsqueeze(0).expand(Seeds, -1), noise).Tensor.cpu().data<float>().ToArray();
            for (int i = 0; i < Seeds; i++)
            {
                RgbImage picture = ImagePreprocessing.FromTensor(pictures.AsSpan(i * numbers, numbers), size);
                for (int y = 0; y < size; y++)
                    picture.Pixels.AsSpan(y * size * 3, size * 3).CopyTo(sheet.Pixels.AsSpan(((row * size + y) * sheet.Width + i * size) * 3));
            }
        }

        return sheet;
    }
}
