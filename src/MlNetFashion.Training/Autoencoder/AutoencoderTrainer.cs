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
    readonly PatchJudge _judge;
    readonly Parameter[] _decoderWeights;
    readonly TrainingOptimiser _optimiser;

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
        if (options.Learns != AutoencoderParts.Both && start is null && !resume)
            throw new ArgumentException($"The {options.Learns} is to learn alone, but without a run to start from the other part knows nothing. "
                + "Name one (--from RUN).", nameof(start));
        _inputs = new EmbeddingInputs(WordPieceTokenizer.Default, Columns.MaxTokens, sizes.Model.ImageSize);
        _learning = Learn(AutoencoderRunOptions.LearningFile, new PictureAutoencoder(sizes.Model));
        Model = Average(AutoencoderRunOptions.Checkpoint.WeightsFile, new PictureAutoencoder(sizes.Model), _learning, options.AverageDecay);
        _discriminator = Learn(AutoencoderRunOptions.DiscriminatorFile, new PatchDiscriminator(options.DiscriminatorWidth));
        _decoderWeights = [.. _learning.Decoder.parameters()];
        nn.Module[] learns = options.Learns switch
        {
            AutoencoderParts.Encoder => [_learning.Encoder],
            AutoencoderParts.Decoder => [_learning.Decoder],
            _ => [_learning.Encoder, _learning.Decoder],
        };
        _optimiser = Optimise("optimiser.dat", learns,
            parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.99, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        _judge = new PatchJudge(_discriminator, Optimise("discriminator-optimiser.dat", [_discriminator],
            parameters => new FusedAdam(parameters, options.DiscriminatorLearningRate, beta1: 0.5, beta2: 0.9)), options.DiscriminatorCrop);
        if (!GoOn(RecipeNames.Autoencoder) && start is not null)
            Begin(start);

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
        if (_options.Learns != AutoencoderParts.Decoder)
        {
            Tensor divergence = AutoencoderLosses.Divergence(mean, logVariance);
            step.Add(("divergence", divergence));
            loss = loss + divergence * _options.DivergenceWeight;
        }

        Tensor details = mean + (logVariance / 2).exp() * randn_like(mean);
        Tensor again = Draw(cat([colours, details], 1));
        Tensor pixels = AutoencoderLosses.Pixels(again, real), gradients = AutoencoderLosses.Gradients(again, real),
            hues = AutoencoderLosses.Colours(again, real);
        step.Add(("pixels", pixels), ("gradients", gradients), ("colours", hues));
        loss = loss + pixels + gradients * _options.GradientWeight + hues * _options.ColourWeight;
        if (_options.SpectrumWeight > 0)
        {
            Tensor spectrum = DrawnSpectrum.Loss(again, real);
            step.Add(("spectrum", spectrum));
            loss = loss + spectrum * _options.SpectrumWeight;
        }

        if (_options.AdversarialWeight > 0 && step.Number >= _options.AdversarialFrom)
        {
            (Tensor opinion, Tensor matching) = _judge.Judge(real, again, step);
            step.Add(("adversarial", opinion), ("matching", matching));
            loss = loss + opinion * _options.AdversarialWeight + matching * _options.MatchingWeight;
        }

        step.Add(("loss", loss));
        step.Examples(_options.Batch);
        _optimiser.Learn(loss);
    }

    // The details of pictures; where the decoder learns alone, those of the average, in which others draw.
    (Tensor Mean, Tensor LogVariance) See(Tensor real)
    {
        bool stays = _options.Learns == AutoencoderParts.Decoder;
        using IDisposable? still = stays ? no_grad() : null;
        (Onnx.Value mean, Onnx.Value logVariance) = (stays ? Model : _learning).Encoder.call(real);
        return (mean.Tensor, logVariance.Tensor);
    }

    Tensor Draw(Tensor latents)
    {
        using FrozenWeights? still = _options.Learns == AutoencoderParts.Encoder ? new FrozenWeights(_decoderWeights) : null;
        return _learning.Decoder.call(latents).Tensor;
    }

    // What others draw in are the average's latents. An imported run has no discriminator, and an old one no fine blocks.
    void Begin(RunFolder start)
    {
        using PictureAutoencoder other = AutoencoderRunOptions.Checkpoint.Load(start);
        foreach (PictureAutoencoder each in (ReadOnlySpan<PictureAutoencoder>)[_learning, Model])
        {
            each.Encoder.load_state_dict(other.Encoder.state_dict());
            each.Decoder.Take(other.Decoder);
        }

        if (start.HasCheckpointFile(AutoencoderRunOptions.DiscriminatorFile))
            start.ReadCheckpoint(AutoencoderRunOptions.DiscriminatorFile, path => _discriminator.load(path));
    }

    TrainingItem Pick(Random random)
    {
        bool drawn = _photos.Length == 0 || _drawings.Length > 0 && random.NextDouble() < _options.Drawings;
        TrainingItem[] from = drawn ? _drawings : _photos;
        return from[random.Next(from.Length)];
    }
}
