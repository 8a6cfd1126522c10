using MlNetFashion.Text;
using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>Trains the generator to draw what a query embedding means, with the encoders frozen.</summary>
/// <remarks>
/// <para>By default a conditional VAE-GAN (Larsen et al., 2015): a posterior says which noise would have made a real picture, and the
/// generator draws it again (pixels and the image encoder's feature maps); from random noise the picture must fit its query, seen
/// by the image encoder, and, once <see cref="GeneratorTrainingOptions.AdversarialFrom"/> is reached, convince a discriminator.</para>
/// <para>Without reconstruction it is a conditional GAN; <see cref="GeneratorStrategy"/> has the ways that were compared.</para>
/// <para>The sign of the first number of the noise says whether a photo or a drawing is meant, so that the two never blend.</para>
/// </remarks>
sealed class GeneratorTrainer : Trainer<FashionGenerator>
{
    readonly GeneratorBatches _batches;
    readonly EmbeddingModel _encoders;
    readonly GeneratorTrainingOptions _options;
    readonly FashionGenerator _learning;
    readonly FashionDiscriminator _discriminator;
    readonly Parameter[] _discriminatorWeights;
    readonly AdversarialObjective _objective;
    readonly Posterior _posterior;
    readonly ImageEncoder? _eye;
    readonly TrainingOptimiser _optimiser;
    readonly TrainingOptimiser _discriminatorOptimiser;
    readonly TrainingOptimiser? _encoderOptimiser;
    readonly int _noise;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from, with pictures of the generator's size.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="encoders">Whose queries it draws; they stay as they are.</param>
    /// <param name="sizes">Sizes of both networks, and how they are trained.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="resume">Whether to go on from its checkpoint; <paramref name="start"/> is not needed then.</param>
    /// <param name="start">A run of a generator of these sizes whose weights are the start; null for random ones.</param>
    /// <exception cref="ArgumentException">An option is outside of its range, or the run that is gone on from is of other sizes.</exception>
    public GeneratorTrainer(TrainingSet set, WordPieceTokenizer tokenizer, EmbeddingModel encoders, GeneratorRunOptions sizes, RunFolder run, bool resume,
        RunFolder? start = null) : base(sizes.Training, run, resume)
    {
        GeneratorTrainingOptions options = _options = sizes.Training;
        AdversarialOptions adversarial = options.Adversarial;
        sizes.Generator.Check();
        if (set.ImageSize != sizes.Generator.ImageSize)
            throw new ArgumentException($"The generator draws pictures of {sizes.Generator.ImageSize}x{sizes.Generator.ImageSize}, "
                + $"but those to learn from are kept at {set.ImageSize}x{set.ImageSize}. Load them at the generator's size.", nameof(set));
        if ((resume && run.HasCheckpoint ? run : start) is { } before)
            RequireSizes(before, sizes);
        if (options.AttributeWeight > 0)
            RequireProxies(encoders, set.Vocabulary, options.AttributeWeight);
        _encoders = encoders;
        _noise = sizes.Generator.NoiseDimension;
        _batches = new GeneratorBatches(set, tokenizer, encoders, options);
        Freeze(encoders);
        _learning = Learn(GeneratorRunOptions.LearningFile, new FashionGenerator(sizes.Generator));
        Model = Average(GeneratorRunOptions.Checkpoint.WeightsFile, new FashionGenerator(sizes.Generator), _learning, adversarial.AverageDecay);
        _discriminator = Learn(GeneratorRunOptions.DiscriminatorFile, new FashionDiscriminator(sizes.Discriminator));
        _discriminatorWeights = [.. _discriminator.parameters()];
        _objective = new AdversarialObjective(adversarial, pictures => _discriminator.Features(pictures).Tensor, (features, query) =>
            _discriminator.Judge(features, query).Tensor);
        _posterior = Learn(GeneratorRunOptions.PosteriorFile, Posterior.Of(encoders.Image, sizes.Generator));
        _optimiser = Optimise("optimiser.dat", [_learning, _posterior], parameters =>
            new FusedAdam(parameters, adversarial.GeneratorLearningRate, adversarial.Beta1, adversarial.Beta2),
            LearningRateSchedule.WarmUpCosine(adversarial.GeneratorLearningRate, options.WarmUpSteps, options.Steps), clipNorm: 5);
        _discriminatorOptimiser = Optimise("discriminator-optimiser.dat", [_discriminator], parameters =>
            new FusedAdam(parameters, adversarial.DiscriminatorLearningRate, adversarial.DiscriminatorBeta1, adversarial.Beta2));
        if (options.EncoderLearningRate > 0)
        {
            _eye = Learn(GeneratorRunOptions.EncoderFile, new ImageEncoder(encoders.Image.Options));
            _eye.load_state_dict(encoders.Image.state_dict());
            _encoderOptimiser = Optimise("image-encoder-optimiser.dat", [_eye], parameters =>
                new FusedAdam(parameters, options.EncoderLearningRate, beta1: 0.9, beta2: 0.99), clipNorm: 5);
        }

        if (!GoOn(RecipeNames.Generator) && start is not null)
            StartFrom(start);
        GeneratorRunOptions.Checkpoint.WriteOptions(run, sizes with { ImageEncoder = _eye?.Options });
    }

    static void RequireSizes(RunFolder before, GeneratorRunOptions sizes)
    {
        GeneratorRunOptions other = GeneratorRunOptions.Checkpoint.ReadOptions(before);
        Require("Generator", other.Generator.Widths, sizes.Generator.Widths);
        Require("Discriminator", other.Discriminator.Widths, sizes.Discriminator.Widths);

        void Require(string network, IReadOnlyList<int> had, IReadOnlyList<int> wanted)
        {
            if (!had.SequenceEqual(wanted))
                throw new ArgumentException($"The run '{before.Path}' has {network}.Widths [{string.Join(",", had)}], "
                    + $"but [{string.Join(",", wanted)}] are to go on from it. "
                    + $"Choose its preset, or its widths (--with {network}.Widths=[{string.Join(",", had)}]).");
        }
    }

    static void RequireProxies(EmbeddingModel encoders, FactVocabulary vocabulary, double weight)
    {
        long[] told = [.. encoders.Attributes.Proxies.Select(classifier => classifier.weight.shape[0])];
        long[] known = [.. vocabulary.Counts.Take(told.Length).Select(count => Math.Max(1L, count))];
        if (told.Length == 0 || !told.SequenceEqual(known))
        {
            throw new ArgumentException($"Kind, colour and gender of drawn pictures are to be read (weight {weight}), "
                + $"but the encoders tell {(told.Length == 0 ? "none" : string.Join(", ", told))} of them apart and the data "
                + $"has {string.Join(", ", vocabulary.Counts)}. "
                + "Take encoders that learned from the same data (imported ones know none; "
                    + "fashion train text --encoders RUN teaches them), or leave the weight at 0.", nameof(encoders));
        }
    }

    /// <summary>The average of the generator's weights over the last steps: what is exported.</summary>
    public override FashionGenerator Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        bool adversarial = _options.AdversarialWeight > 0 && step.Number >= _options.AdversarialFrom;
        // Its batch norms stay as they are: drawn and real pictures, seen together or apart, are seen alike.
        _eye?.eval();
        int fresh = _options.Reconstructs ? (_options.Batch + 1) / 2 : _options.Batch;
        for (int turn = 1; adversarial && turn < _options.Adversarial.CriticSteps; turn++)
            TrainDiscriminatorAlone(fresh, step, turn);

        GeneratorBatch batch = _batches.Draw(_options.Batch, step.Random), asked = batch.First(fresh);
        Tensor z = Latent(asked), loss, drawn;
        (loss, drawn) = _options.Reconstructs ? Reconstruct(batch, asked, z, step) : (zeros(1), Draw(asked.Query, z));

        if (adversarial)
            TrainDiscriminator(asked, drawn.detach(), step, turn: 0);
        using var frozen = new FrozenWeights(_discriminatorWeights);
        loss = loss + LookAt(drawn, asked, batch, step);
        if (adversarial)
        {
            (Tensor opinion, _) = _objective.Generator(drawn, asked.Query);
            loss = loss + opinion * _options.AdversarialWeight;
            step.Add(("adversarial", opinion));
        }

        step.Add(("loss", loss));
        step.Examples(_options.Batch);
        _encoderOptimiser?.Begin();
        _optimiser.Learn(loss);
        _encoderOptimiser?.Apply();
    }

    // Draws pictures again from the latent that would have made them and, in the same pass, from a random one, z, which are returned.
    (Tensor Loss, Tensor Drawn) Reconstruct(GeneratorBatch batch, GeneratorBatch asked, Tensor z, TrainingStep step)
    {
        Tensor[] real;
        using (no_grad())
            real = Maps(ImageEncoder.Resize(batch.Image));
        (Onnx.Value posteriorMean, Onnx.Value posteriorLogVariance) = _posterior.forward(real[^1], batch.Query);
        Tensor mean = posteriorMean.Tensor, logVariance = posteriorLogVariance.Tensor;
        Tensor divergence = -0.5 * (1 + logVariance - mean.pow(2) - logVariance.exp()).sum(1).mean();
        Tensor inferred = cat([batch.Domain, mean + (logVariance / 2).exp() * randn_like(mean)], 1);
        Tensor drawn = Draw(cat([batch.Query, asked.Query], 0), cat([inferred, z], 0)), again = drawn[..batch.Count];
        long coarse = again.shape[^1] / GeneratorTrainingOptions.CoarseSide;
        Tensor pixels = (again - batch.Image).abs().mean()
            + (nn.functional.avg_pool2d(again, coarse) - nn.functional.avg_pool2d(batch.Image, coarse)).abs().mean();
        Tensor features = Maps(ImageEncoder.Resize(again)).Zip(real, (map, wanted) => (map - wanted).abs().mean() / (wanted.abs().mean() + 1e-6))
            .Aggregate((sum, distance) => sum + distance) / real.Length;
        step.Add(("pixels", pixels), ("features", features), ("divergence", divergence));
        return (pixels * _options.PixelWeight + features * _options.FeatureWeight + divergence * _options.DivergenceWeight, drawn[batch.Count..]);
    }

    // What the image encoder makes of pictures drawn from random noise.
    Tensor LookAt(Tensor drawn, GeneratorBatch asked, GeneratorBatch batch, TrainingStep step)
    {
        Tensor loss = zeros(1);
        if (_options is { MatchingWeight: 0, AttributeWeight: 0, TripletWeight: 0 })
            return loss;
        Tensor shown = ImageEncoder.Resize(drawn), seen = _encoders.Image.forward(shown).Tensor;
        Tensor matching = 1 - (seen * asked.Query).sum(1).mean();
        step.Add(("matching", matching));
        if (_options.MatchingWeight > 0)
            loss = loss + matching * _options.MatchingWeight;
        if (_options.AttributeWeight > 0)
        {
            Tensor attributes = EmbeddingLosses.Attributes(_encoders.Attributes.Proxies, seen * AttributeReader.Scale, asked.Wanted);
            step.Add(("attributes", attributes));
            loss = loss + attributes * _options.AttributeWeight;
        }

        if (_options.TripletWeight == 0)
            return loss;
        Tensor pictures = cat([ImageEncoder.Resize(batch.Image), batch.References!], 0), candidates;
        if (_eye is not null)
        {
            (seen, candidates) = (_eye.forward(shown).Tensor, _eye.forward(pictures).Tensor);
        }
        else
        {
            using (no_grad())
                candidates = _encoders.Image.forward(pictures).Tensor;
        }

        (Tensor triplet, Tensor nearest) = SynthTriplet.Loss(seen, candidates[..asked.Count], candidates, asked.Rejected!, _options.TripletMargin);
        step.Add(("triplet", triplet), ("nearest", nearest));
        return loss + triplet * _options.TripletWeight;
    }

    // The first turn of the discriminator learns from the pictures that the generator learns from; further ones have pictures of their own.
    void TrainDiscriminatorAlone(int count, TrainingStep step, int turn)
    {
        using DisposeScope scope = NewDisposeScope();
        GeneratorBatch batch = _batches.Draw(count, step.Random);
        Tensor drawn;
        using (no_grad())
            drawn = Draw(batch.Query, Latent(batch));
        TrainDiscriminator(batch, drawn, step, turn);
    }

    void TrainDiscriminator(GeneratorBatch batch, Tensor drawn, TrainingStep step, int turn)
    {
        // A real picture under another's query is wrong too: this is what makes the discriminator look at the words.
        (Tensor loss, Tensor realScores, Tensor fakeScores) =
            _objective.Discriminator(batch.Image, drawn, batch.Query, batch.Query.roll(1, 0), step.Number * _options.Adversarial.CriticSteps + turn);
        step.Add(("discriminator", loss), ("realScore", realScores.mean()), ("fakeScore", fakeScores.mean()));
        _discriminatorOptimiser.Learn(loss);
    }

    Tensor[] Maps(Tensor image) => [.. _encoders.Image.Maps(image).Select(map => map.Tensor)];

    // z (N, Z): its first number says photo or drawing, the others are normal.
    Tensor Latent(GeneratorBatch batch) => cat([batch.Domain, randn(batch.Count, _noise - 1)], 1);

    Tensor Draw(Tensor query, Tensor z) => _learning.forward(query, z).Tensor;
}
