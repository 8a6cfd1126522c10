using MlNetFashion.Onnx;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Composer;

/// <summary>Trains a query composer alone, on embeddings of encoders that stay as they are.</summary>
/// <remarks>Half of a step's queries are a picture and the words for a change (or no words:
/// the same again), half are words without a picture. Each is to find the pictures that it asks for among
/// thousands (InfoNCE with several right answers). Every kind of composer sees the same queries at the same step of the same seed.</remarks>
sealed class ComposerTrainer : Trainer<nn.Module<Value, Value, Value>>
{
    readonly EmbeddedSet _data;
    readonly ComposerTrainingOptions _options;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly TrainingOptimiser? _optimiser;
    readonly DrawnQuery? _drawn;
    readonly EmbeddedPictures _pictures;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="model">Which composer. One that learns nothing has a run of no steps.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <param name="drawn">Draws a query and looks at the picture: for <see cref="ComposerKind.SynthTriplet"/>, null for the others.</param>
    /// <exception cref="ArgumentException">The composer and <paramref name="drawn"/> do not go together.</exception>
    public ComposerTrainer(EmbeddedSet data, ComposerOptions model, ComposerTrainingOptions options, RunFolder run, bool resume, DrawnQuery? drawn = null)
        : base(model.Learns ? options : options with { Steps = 0, ValidateFirst = true }, run, resume)
    {
        if (model.Kind == ComposerKind.SynthTriplet != (drawn is not null))
            throw new ArgumentException($"{ComposerKind.SynthTriplet} learns from pictures that a generator draws, and no other composer does, "
                + $"but {model.Kind} was given {(drawn is null ? "none" : "one")}.", nameof(drawn));
        (_data, _options, _drawn) = (data, options, drawn);
        _sampler = new PairSampler(data.Set, options.Sampler, data.Captioned);
        _writer = new CaptionWriter(data.Set.Vocabulary);
        Model = Learn(ComposerRunOptions.Checkpoint.WeightsFile, model.Make());
        if (drawn is not null)
        {
            Freeze(drawn.Generator);
            Freeze(drawn.Encoder);
        }

        if (model.Learns)
        {
            _optimiser = OptimiseByAdamW([Model], options);
        }

        GoOn(RecipeNames.Composer);
        Tensor pictures = Compute(() => tensor(data.Pictures, [data.Set.Items.Count, data.Pictures.Length / data.Set.Items.Count]));
        _pictures = Own(new EmbeddedPictures(data.Set.Items, pictures, options.PictureNoise));
        ComposerRunOptions.Checkpoint.WriteOptions(run, new(model, options));
    }

    /// <inheritdoc/>
    public override nn.Module<Value, Value, Value> Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        TrainingItem[] others = EmbeddingBatch.Others(_data.Set, _options.OtherCandidates, step.Random);
        EmbeddingBatch batch = EmbeddingBatch.Draw(_data.Set, _sampler, _writer, _options.Pairs, others, step.Random);
        int pairs = _options.Pairs, count = batch.Items.Count;
        Tensor images = _pictures.Of(batch.Items);                                                     // (M, D)
        long d = images.shape[1];
        Tensor text = tensor(_data.Words([.. batch.Changes, .. batch.Captions.Skip(pairs)]), [2 * pairs, d]);
        Tensor image = cat([images[..pairs], zeros([pairs, d])], 0);
        Tensor positives = cat([tensor(batch.ChangePositives, [pairs, count]), tensor(batch.CaptionPositives, [2 * pairs, count])[pairs..]], 0);
        Tensor excluded = cat([tensor(batch.ChangeExcluded, [pairs, count]), zeros([pairs, count])], 0);
        Tensor scale = tensor((float)_options.Scale);

        Tensor query = Model.forward(text, image).Tensor;                                            // (2P, D)
        Tensor loss = EmbeddingLosses.Contrastive(query, images, positives, scale, excluded);
        step.Add(("composed", loss));
        if (_drawn is not null)
        {
            // The first are of pairs, and pairs are drawn at random: a part of them stands for all.
            int drawn = Math.Min(_options.DrawnQueries, pairs);
            Tensor seen = _drawn.See(query[..drawn]);
            Tensor drawnLoss = EmbeddingLosses.Contrastive(seen, images, positives[..drawn], scale, excluded[..drawn]);
            step.Add(("drawn", drawnLoss));
            loss = loss + drawnLoss;
        }

        step.Examples(2 * pairs);
        _optimiser!.Learn(loss);
    }
}
