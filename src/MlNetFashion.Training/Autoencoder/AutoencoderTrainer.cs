using MlNetFashion.Text;
using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>Teaches an autoencoder to draw pictures again: pixels, edges and colours, and, once <see cref="AutoencoderTrainingOptions.AdversarialFrom"/> is
/// reached, what a
/// discriminator of patches sees (Larsen et al., Autoencoding beyond pixels, 2015; Esser et al., VQGAN, 2020).</summary>
sealed class AutoencoderTrainer : Trainer<PictureAutoencoder>
{
    static readonly Augmentation s_mirror = Augmentation.None with { Mirror = true };

    readonly TrainingItem[] _photos, _drawings;
    readonly AutoencoderTrainingOptions _options;
    readonly EmbeddingInputs _inputs;
    readonly PictureAutoencoder _learning;
    readonly PatchDiscriminator _discriminator;
    readonly Parameter[] _discriminatorWeights;
    readonly TrainingOptimiser _optimiser, _discriminatorOptimiser;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="items">What is learned from, with pictures of the model's size.</param>
    /// <param name="sizes">Sizes, and how it is trained.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="resume">Whether to go on from its checkpoint; <paramref name="start"/> is not needed then.</param>
    /// <param name="start">A run of an autoencoder of these sizes whose weights are the start; null for random ones.</param>
    /// <exception cref="ArgumentException">There are no pictures, or the decoder is to learn alone without a start.</exception>
    public AutoencoderTrainer(IEnumerable<TrainingItem> items, AutoencoderRunOptions sizes, RunFolder run, bool resume, RunFolder? start = null)
        : base(sizes.Training, run, resume)
    {
        AutoencoderTrainingOptions options = _options = sizes.Training;
        ILookup<bool, TrainingItem> byDrawing = items.ToLookup(item => item.Domain == TrainingDomain.Sample);
        (_photos, _drawings) = ([.. byDrawing[false]], [.. byDrawing[true]]);
        if (_photos.Length + _drawings.Length == 0)
            throw new ArgumentException("There are no pictures to learn from. Give one or more.", nameof(items));
        if (options.DecoderAlone && start is null && !resume)
            throw new ArgumentException("The decoder is to learn alone, but without a run to start from its encoder knows nothing. Name one (--from RUN).",
                nameof(start));
        _inputs = new EmbeddingInputs(WordPieceTokenizer.Default, Columns.MaxTokens, sizes.Model.ImageSize);
        _learning = Learn(AutoencoderRunOptions.LearningFile, new PictureAutoencoder(sizes.Model));
        Model = Average(AutoencoderRunOptions.Checkpoint.WeightsFile, new PictureAutoencoder(sizes.Model), _learning, options.AverageDecay);
        _discriminator = Learn(AutoencoderRunOptions.DiscriminatorFile, new PatchDiscriminator(options.DiscriminatorWidth));
        _discriminatorWeights = [.. _discriminator.parameters()];
        _optimiser = Optimise("optimiser.dat", options.DecoderAlone ? [_learning.Decoder] : [_learning.Encoder, _learning.Decoder],
            parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.99, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        _discriminatorOptimiser = Optimise("discriminator-optimiser.dat", [_discriminator],
            parameters => new FusedAdam(parameters, options.DiscriminatorLearningRate, beta1: 0.5, beta2: 0.9));
        if (!GoOn(RecipeNames.Autoencoder) && start is not null)
        {
            StartFrom(start);
            // What others draw in are the average's latents.
            _learning.load_state_dict(Model.state_dict());
        }

        AutoencoderRunOptions.Checkpoint.WriteOptions(run, sizes);
    }

    /// <summary>The average of the weights over the last steps: whose latents others draw in.</summary>
    public override PictureAutoencoder Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        Tensor real = _inputs.Images([.. Enumerable.Range(0, _options.Batch).Select(_ => Pick(step.Random))], s_mirror, step.Random);
        Tensor colours = PictureAutoencoder.Colours(real), loss = zeros(1);
        colours = colours + randn_like(colours) * _options.LatentNoise;
        (Tensor mean, Tensor logVariance) = See(real);
        if (!_options.DecoderAlone)
        {
            Tensor divergence = AutoencoderLosses.Divergence(mean, logVariance);
            step.Add(("divergence", divergence));
            loss = loss + divergence * _options.DivergenceWeight;
        }

        Tensor details = mean + (logVariance / 2).exp() * randn_like(mean);
        Tensor again = _learning.Decoder.call(cat([colours, details], 1)).Tensor;
        Tensor pixels = AutoencoderLosses.Pixels(again, real), gradients = AutoencoderLosses.Gradients(again, real),
            hues = AutoencoderLosses.Colours(again, real);
        step.Add(("pixels", pixels), ("gradients", gradients), ("colours", hues));
        loss = loss + pixels + gradients * _options.GradientWeight + hues * _options.ColourWeight;
        if (_options.AdversarialWeight > 0 && step.Number >= _options.AdversarialFrom)
        {
            (Tensor seen, Tensor drawn) = Crop(real, again, step.Random);
            TrainDiscriminator(seen, drawn.detach(), step);
            loss = loss + Judge(seen, drawn, step);
        }

        step.Add(("loss", loss));
        step.Examples(_options.Batch);
        _optimiser.Learn(loss);
    }

    // The details of pictures; where the decoder learns alone, those of the average, in which others draw.
    (Tensor Mean, Tensor LogVariance) See(Tensor real)
    {
        using IDisposable? still = _options.DecoderAlone ? no_grad() : null;
        (Onnx.Value mean, Onnx.Value logVariance) = (_options.DecoderAlone ? Model : _learning).Encoder.call(real);
        return (mean.Tensor, logVariance.Tensor);
    }

    TrainingItem Pick(Random random)
    {
        bool drawn = _photos.Length == 0 || _drawings.Length > 0 && random.NextDouble() < _options.Drawings;
        TrainingItem[] from = drawn ? _drawings : _photos;
        return from[random.Next(from.Length)];
    }

    (Tensor Real, Tensor Again) Crop(Tensor real, Tensor again, Random random)
    {
        int side = (int)real.shape[^1], crop = Math.Min(side, _options.DiscriminatorCrop), top = random.Next(side - crop + 1),
            left = random.Next(side - crop + 1);
        return (real.narrow(2, top, crop).narrow(3, left, crop).contiguous(), again.narrow(2, top, crop).narrow(3, left, crop));
    }

    void TrainDiscriminator(Tensor real, Tensor again, TrainingStep step)
    {
        Tensor scores = _discriminator.call(cat([real, again.contiguous()], 0)).Scores;
        Tensor realScores = scores[..(int)real.shape[0]], againScores = scores[(int)real.shape[0]..];
        Tensor loss = AdversarialLosses.Real(AdversarialLoss.Hinge, realScores) + AdversarialLosses.Fake(AdversarialLoss.Hinge, againScores);
        step.Add(("discriminator", loss));
        _discriminatorOptimiser.Learn(loss);
    }

    Tensor Judge(Tensor real, Tensor again, TrainingStep step)
    {
        using var frozen = new FrozenWeights(_discriminatorWeights);
        IReadOnlyList<Tensor> wanted;
        using (no_grad())
            wanted = _discriminator.call(real).Maps;
        (Tensor scores, IReadOnlyList<Tensor> maps) = _discriminator.call(again.contiguous());
        Tensor opinion = AdversarialLosses.Generator(AdversarialLoss.Hinge, scores);
        Tensor matching = maps.Zip(wanted, (map, other) => (map - other).to_type(ScalarType.Float32).abs().mean()).Aggregate((sum, distance) => sum + distance);
        step.Add(("adversarial", opinion), ("matching", matching));
        return opinion * _options.AdversarialWeight + matching * _options.MatchingWeight;
    }
}
