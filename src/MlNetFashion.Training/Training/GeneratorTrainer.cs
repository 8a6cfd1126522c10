using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Trains the generator to draw what a query embedding means, with the encoders frozen.</summary>
/// <remarks>
/// <para>A conditional VAE-GAN (Larsen et al., 2015): a posterior says which noise would have made a real picture, and the
/// generator draws it again (pixels and the image encoder's feature maps); from chance noise the picture must fit its query, seen
/// by the image encoder, and, once <see cref="GeneratorTrainingOptions.AdversarialFrom"/> is reached, convince a projection discriminator (hinge loss).</para>
/// <para>Queries are made as they are when asking: from words, from a reference picture and words, from a picture alone.</para>
/// <para>The sign of the first number of the noise says whether a photo or a drawing is meant, so that the two never blend.</para>
/// </remarks>
public sealed class GeneratorTrainer : Trainer<FashionGenerator>
{
    readonly TrainingSet _set;
    readonly EmbeddingModel _encoders;
    readonly GeneratorTrainingOptions _options;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly FashionGenerator _learning;
    readonly FashionDiscriminator _discriminator;
    readonly Posterior _posterior;
    readonly TrainingOptimiser _optimiser;
    readonly TrainingOptimiser _discriminatorOptimiser;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="encoders">Whose queries it draws; they stay as they are.</param>
    /// <param name="generator">Sizes.</param>
    /// <param name="discriminator">Sizes of its opponent.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="resume">Whether to go on from its checkpoint; <paramref name="start"/> is not needed then.</param>
    /// <param name="start">A run of a generator of these sizes whose weights are the start; null for random ones.</param>
    public GeneratorTrainer(TrainingSet set, WordPieceTokenizer tokenizer, EmbeddingModel encoders, FashionGeneratorOptions generator, FashionDiscriminatorOptions discriminator, GeneratorTrainingOptions options, RunFolder run, bool resume, RunFolder? start = null) : base(options, run, resume)
    {
        _set = set;
        _encoders = encoders;
        _options = options;
        _sampler = new PairSampler(set, options.Sampler);
        _writer = new CaptionWriter(set.Vocabulary);
        _inputs = new EmbeddingInputs(tokenizer, Columns.MaxTokens);
        Freeze(encoders);
        _learning = Learn(GeneratorCheckpoint.LearningFile, new FashionGenerator(generator));
        Model = Average(GeneratorCheckpoint.WeightsFile, new FashionGenerator(generator), _learning, options.AverageDecay);
        _discriminator = Learn(GeneratorCheckpoint.DiscriminatorFile, new FashionDiscriminator(discriminator));
        _posterior = Learn(GeneratorCheckpoint.PosteriorFile, Models.Posterior.Of(encoders.Image, generator));
        _optimiser = Optimise("optimiser.dat", [_learning, _posterior], parameters => Optimisers.AdamW(parameters, options.LearningRate, weightDecay: 0, beta1: 0.5, beta2: 0.99),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), clipNorm: 5);
        _discriminatorOptimiser = Optimise("discriminator-optimiser.dat", [_discriminator], parameters => Optimisers.AdamW(parameters, options.DiscriminatorLearningRate, weightDecay: 0, beta1: 0, beta2: 0.99));
        if (!GoOn(GeneratorCheckpoint.Command) && start is not null)
            StartFrom(start, GeneratorCheckpoint.Command);
        run.WriteOptions(new GeneratorCheckpoint(generator, discriminator, options));
    }

    /// <summary>The average of the generator's weights over the last steps: what is exported.</summary>
    public override FashionGenerator Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        bool adversarial = step.Number >= _options.AdversarialFrom;
        GeneratorBatch batch = Draw(step.Random);
        (Tensor mean, Tensor logVariance) = Posterior(batch);
        Tensor divergence = -0.5 * (1 + logVariance - mean.pow(2) - logVariance.exp()).sum(1).mean();
        Tensor inferred = cat([batch.Domain, mean + (logVariance / 2).exp() * randn_like(mean)], 1);
        // Chance noise for half of the queries: the discriminator needs fewer pictures than the reconstruction does.
        GeneratorBatch asked = batch.FirstHalf();
        Tensor chance = cat([asked.Domain, randn_like(mean[..asked.Count])], 1);
        Tensor drawn = _learning.forward(cat([batch.Query, asked.Query], 0), cat([inferred, chance], 0)).Tensor;
        Tensor again = drawn[..batch.Count], fresh = drawn[batch.Count..];

        Tensor pixels = Pixels(again, batch.Image);
        (Tensor features, _) = Features(again, batch.Features);
        (_, Tensor seen) = Features(fresh, null);
        Tensor matching = 1 - (seen * asked.Query).sum(1).mean();
        Tensor loss = pixels * _options.PixelWeight + features * _options.FeatureWeight
            + divergence * _options.DivergenceWeight + matching * _options.MatchingWeight;
        if (adversarial)
        {
            LearnToTell(asked, fresh.detach(), step);
            Tensor opinion = -_discriminator.forward(fresh, asked.Query).Tensor.mean();
            loss = loss + opinion * _options.AdversarialWeight;
            step.Add(("adversarial", opinion));
        }

        step.Add(("loss", loss), ("pixels", pixels), ("features", features), ("divergence", divergence), ("matching", matching));
        step.Examples(_options.Batch);
        _optimiser.Learn(loss);
    }

    GeneratorBatch Draw(Random random)
    {
        using IDisposable _ = no_grad();
        int count = _options.Batch;
        var references = new TrainingItem[count];
        var targets = new TrainingItem[count];
        string[] texts = new string[count];
        float[] shown = new float[count], domain = new float[count];
        int[] wanted = new int[FactVocabulary.FactCount];
        for (int i = 0; i < count; i++)
        {
            TrainingPair pair = _sampler.Next(random);
            TrainingItem target = targets[i] = _set.Items[pair.Target];
            references[i] = _set.Items[pair.Reference];
            domain[i] = target.Domain == TrainingDomain.Sample ? -1 : 1;
            double dice = random.NextDouble();
            if (dice < 0.3 && pair.Change is { } change)
            {
                (texts[i], shown[i]) = (_writer.Change(change, references[i][change], target[change], random), 1);
            }
            else if (dice < 0.4)
            {
                (references[i], texts[i], shown[i]) = (target, "", 1);
            }
            else
            {
                texts[i] = random.Next(3) == 0 && target.Title.Length > 0 ? target.Title : _writer.Describe(target, random, wanted);
            }
        }

        Tensor pictures = _inputs.Images([.. targets, .. references], Augmentation.None with { Mirror = true }, random);
        Tensor image = pictures[..count];
        (Tensor ids, Tensor mask) = _inputs.Texts(texts);
        Tensor text = _encoders.Text.forward(ids, mask).Tensor * _inputs.Present(texts);
        Tensor reference = _encoders.Image.forward(pictures[count..]).Tensor * tensor(shown, [count, 1]);
        Tensor query = _encoders.Composer.forward(text, reference).Tensor;
        Tensor[] maps = Maps(image);
        return new GeneratorBatch(image, query, maps, tensor(domain, [count, 1]) * randn(count, 1).abs());
    }

    Tensor[] Maps(Tensor image) => [.. _encoders.Image.Maps(image).Select(map => map.Tensor)];

    (Tensor Mean, Tensor LogVariance) Posterior(GeneratorBatch batch)
    {
        (Onnx.Value mean, Onnx.Value logVariance) = _posterior.forward(batch.Map, batch.Query);
        return (mean.Tensor, logVariance.Tensor);
    }

    static Tensor Pixels(Tensor drawn, Tensor real) =>
        (drawn - real).abs().mean() + (nn.functional.avg_pool2d(drawn, 4) - nn.functional.avg_pool2d(real, 4)).abs().mean();

    (Tensor Distance, Tensor Embedding) Features(Tensor drawn, IReadOnlyList<Tensor>? real)
    {
        Tensor[] maps = Maps(drawn);
        Tensor distance = zeros(1);
        for (int i = 0; real is not null && i < maps.Length; i++)
            distance = distance + (maps[i] - real[i]).abs().mean() / (real[i].abs().mean() + 1e-6);
        return (distance / maps.Length, _encoders.Image.Embed(_encoders.Image.Features(maps[^1])).Tensor);
    }

    void LearnToTell(GeneratorBatch batch, Tensor fresh, TrainingStep step)
    {
        bool penalised = step.Number % _options.GradientPenaltyEvery == 0;
        Tensor real = batch.Image.detach().clone();
        real.requires_grad = penalised;
        Tensor realScore = _discriminator.forward(real, batch.Query).Tensor, fakeScore = _discriminator.forward(fresh, batch.Query).Tensor;
        // A real picture under another's query is wrong too: this is what makes the discriminator look at the words.
        Tensor wrongScore = _discriminator.forward(batch.Image, batch.Query.roll(1, 0)).Tensor;
        Tensor loss = nn.functional.relu(1 - realScore).mean()
            + (nn.functional.relu(1 + fakeScore).mean() + nn.functional.relu(1 + wrongScore).mean()) / 2;
        step.Add(("discriminator", loss));
        if (penalised)
        {
            Tensor gradient = torch.autograd.grad([realScore.sum()], [real], retain_graph: true, create_graph: true)[0];
            loss = loss + gradient.pow(2).sum([1, 2, 3]).mean() * (0.5 * _options.GradientPenalty * _options.GradientPenaltyEvery);
        }

        _discriminatorOptimiser.Learn(loss);
    }

    sealed record GeneratorBatch(Tensor Image, Tensor Query, IReadOnlyList<Tensor> Features, Tensor Domain)
    {
        public int Count => (int)Image.shape[0];

        public Tensor Map => Features[^1];

        public GeneratorBatch FirstHalf()
        {
            int half = (Count + 1) / 2;
            return new GeneratorBatch(Image[..half], Query[..half], [.. Features.Select(map => map[..half])], Domain[..half]);
        }
    }
}
