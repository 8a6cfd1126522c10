using MlNetFashion.Text;
using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Teaches a flow the way from noise to the latents of pictures that a query asks for (Lipman et al., Flow Matching for Generative Modeling,
/// 2022).</summary>
sealed class LatentGeneratorTrainer : Trainer<FlowGenerator>
{
    const int PartSize = 64;

    // One step is the cheapest and the steadiest in the paper; the steps before it follow, for they share their weights.
    const int LearnedSteps = 1;

    readonly LatentBatches _batches;
    readonly LatentGeneratorTrainingOptions _options;
    readonly FlowGenerator _learning;
    readonly FlowGenerator? _teacher;
    readonly DrawnMatching? _matching;
    readonly PatchJudge? _judge;
    readonly EmbeddingInputs _inputs;
    readonly TrainingOptimiser _optimiser;
    readonly Tensor _latents;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one. All pictures become latents first.</summary>
    /// <param name="batches">Draws requests, of pictures of the autoencoder's size.</param>
    /// <param name="autoencoder">In whose latents it draws; it stays as it is.</param>
    /// <param name="sizes">Sizes, and how it is trained.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="resume">Whether to go on from its checkpoint; <paramref name="start"/> is not needed then.</param>
    /// <param name="start">A run of a latent generator of these sizes whose weights are the start; null for random ones.</param>
    /// <param name="eye">Sees whether what is drawn is what was asked for; needed where that counts.</param>
    /// <exception cref="ArgumentException">The autoencoder has other sizes, or a guidance is to be learned without a run to learn it from.</exception>
    public LatentGeneratorTrainer(LatentBatches batches, PictureAutoencoder autoencoder, LatentGeneratorRunOptions sizes, RunFolder run, bool resume,
        RunFolder? start = null, ImageEncoder? eye = null)
        : base(sizes.Training, run, resume)
    {
        LatentGeneratorTrainingOptions options = _options = sizes.Training;
        TrainingSet set = batches.Set;
        if (set.ImageSize != autoencoder.Options.ImageSize)
            throw new ArgumentException($"The autoencoder has pictures of {autoencoder.Options.ImageSize}x{autoencoder.Options.ImageSize}, "
                + $"but those to learn from are kept at {set.ImageSize}x{set.ImageSize}. Load them at its size.", nameof(batches));
        if (options.Guidance != 1 && start is null && !resume)
            throw new ArgumentException($"A guidance of {options.Guidance} is learned from a flow that was trained without. Name its run (--from RUN).",
                nameof(start));
        _batches = batches;
        Freeze(autoencoder);
        _learning = Learn(LatentGeneratorRunOptions.LearningFile, new FlowGenerator(sizes.Generator));
        if (options.AdversarialWeight == 0)
            Freeze(_learning.Decoder);
        Model = Average(LatentGeneratorRunOptions.Checkpoint.WeightsFile, new FlowGenerator(sizes.Generator), _learning, options.AverageDecay);
        if (options.Guidance != 1)
            _teacher = Learn(LatentGeneratorRunOptions.TeacherFile, new FlowGenerator(sizes.Generator));
        if (options.MatchingWeight > 0)
        {
            Freeze(eye ?? throw new ArgumentNullException(nameof(eye), "What is drawn has to match, so an image encoder has to see it."));
            _matching = new DrawnMatching(eye);
        }

        if (options.AdversarialWeight > 0)
        {
            PatchDiscriminator discriminator = Learn(AutoencoderRunOptions.DiscriminatorFile, new PatchDiscriminator(options.DiscriminatorWidth));
            _judge = new PatchJudge(discriminator, Optimise("discriminator-optimiser.dat", [discriminator],
                parameters => new FusedAdam(parameters, options.DiscriminatorLearningRate, beta1: 0.5, beta2: 0.9)), options.DiscriminatorCrop);
        }

        _inputs = new EmbeddingInputs(WordPieceTokenizer.Default, Columns.MaxTokens, set.ImageSize);
        _optimiser = Optimise("optimiser.dat", _judge is null ? [_learning.Flow] : [_learning.Flow, _learning.Decoder],
            parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.99, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        _latents = Own(Compute(() => Encode(autoencoder)));
        if (!GoOn(RecipeNames.LatentGenerator))
            Begin(autoencoder, start);
        using (no_grad())
            _latents.copy_(_learning.Normalise(_latents));
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(run, sizes);
    }

    /// <summary>The average of the weights over the last steps: what is exported.</summary>
    public override FlowGenerator Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor rows, Tensor query, Tensor kind) = _batches.Draw(_options.Batch, step.Random);
        Tensor real = _latents.index_select(0, rows), noise = randn_like(real);
        Tensor time = randn(_options.Batch).sigmoid(), share = time.reshape(-1, 1, 1, 1), between = noise * (1 - share) + real * share;
        Tensor isWithout = rand(_options.Batch, 1) < _options.Without, times = LatentFlow.Times(time), wanted = real - noise;
        if (_teacher is not null)
            wanted = wanted + Beyond(between, query, kind, times) * isWithout.logical_not().to_type(ScalarType.Float32).reshape(-1, 1, 1, 1);
        LatentFlow flow = _learning.Flow;
        Tensor asked = where(isWithout, flow.Without.Tensor, flow.Ask(query).Tensor);
        Tensor velocity = flow.call(between, flow.Steering(asked, kind, times)).Tensor;
        Tensor loss = nn.functional.mse_loss(velocity, wanted);
        if (_options.Draws)
        {
            step.Add(("flow", loss));
            int drawn = _options.Drawn;
            loss = loss + Drawn(rows[..drawn], real[..drawn], query[..drawn], kind[..drawn], step);
        }

        step.Add(("loss", loss));
        step.Examples(_options.Batch);
        _optimiser.Learn(loss);
    }

    // What is learned of pictures that are drawn.
    Tensor Drawn(Tensor rows, Tensor real, Tensor query, Tensor kind, TrainingStep step)
    {
        Tensor noise = cat([kind, randn(kind.shape[0], _learning.Options.NoiseDimension - 1)], 1);
        Tensor drawn = _learning.Draw(query, noise, LearnedSteps).Tensor, loss = zeros(1);
        Tensor pictures = _inputs.Images([.. rows.cpu().data<long>().Select(row => _batches.Set.Items[(int)row])], Augmentation.None, step.Random);
        if (_matching is not null)
        {
            Tensor matching = _matching.Loss(drawn, query);
            step.Add(("matching", matching));
            loss = loss + matching * _options.MatchingWeight;
        }

        if (_options.SpectrumWeight > 0)
        {
            Tensor spectrum = DrawnSpectrum.Loss(drawn, pictures);
            step.Add(("spectrum", spectrum));
            loss = loss + spectrum * _options.SpectrumWeight;
        }

        return _judge is null ? loss : loss + Judged(_judge, pictures, drawn, real, step);
    }

    // Decoder and last step are to draw what passes for real; the decoder still has to draw the pictures again whose latents it gets.
    Tensor Judged(PatchJudge judge, Tensor pictures, Tensor drawn, Tensor real, TrainingStep step)
    {
        (Tensor opinion, _) = judge.Judge(pictures, drawn, step);
        Tensor again = _learning.Decode(real).Tensor;
        Tensor redrawn = AutoencoderLosses.Pixels(again, pictures) + AutoencoderLosses.Gradients(again, pictures) + AutoencoderLosses.Colours(again, pictures);
        step.Add(("adversarial", opinion), ("redrawn", redrawn));
        return opinion * _options.AdversarialWeight + redrawn;
    }

    // How much further the teacher would go by guidance than it goes by the query alone.
    Tensor Beyond(Tensor latents, Tensor query, Tensor kind, Tensor times)
    {
        using IDisposable _ = no_grad();
        LatentFlow teacher = _teacher!.Flow;
        Tensor asked = teacher.call(latents, teacher.Steering(teacher.Ask(query), kind, times)).Tensor;
        Tensor free = teacher.call(latents, teacher.Steering(teacher.Without, kind, times)).Tensor;
        return (asked - free) * (_options.Guidance - 1);
    }

    void Begin(PictureAutoencoder autoencoder, RunFolder? start)
    {
        if (start is not null)
        {
            using FlowGenerator other = LatentGeneratorRunOptions.Checkpoint.Load(start);
            foreach (FlowGenerator? each in (FlowGenerator?[])[_learning, Model, _teacher])
                each?.TakeFlow(other);
        }
        else
        {
            _learning.Measure(_latents);
            Model.load_state_dict(_learning.state_dict());
        }

        _learning.Decoder.load_state_dict(autoencoder.Decoder.state_dict());
        Model.Decoder.load_state_dict(autoencoder.Decoder.state_dict());
    }

    Tensor Encode(PictureAutoencoder autoencoder)
    {
        using IDisposable _ = no_grad();
        var parts = new List<Tensor>();
        foreach (TrainingItem[] part in _batches.Set.Items.Chunk(PartSize))
        {
            using DisposeScope scope = NewDisposeScope();
            parts.Add(autoencoder.Encode(_inputs.Images(part, Augmentation.None, new Random(0))).MoveToOuterDisposeScope());
        }

        Tensor all = cat(parts, 0).DetachFromDisposeScope();
        parts.ForEach(part => part.Dispose());
        return all;
    }
}
