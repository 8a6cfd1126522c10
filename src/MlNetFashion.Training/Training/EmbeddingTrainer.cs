using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Trains text encoder, image encoder and query composer together on one space.</summary>
/// <remarks>
/// <para>Each step draws pairs of pictures with a caption each and a change between the two. Captions find their picture and
/// pictures their caption (InfoNCE with several positives), reference plus change find the target (likewise), pictures alike in type,
/// colour and gender come together (batch-hard triplets), and attribute heads name what is seen.</para>
/// <para>A step depends on the seed and its number alone, so a resumed run continues as the stopped one would have.</para>
/// </remarks>
public sealed class EmbeddingTrainer : IDisposable
{
    readonly TrainingSet _set;
    readonly EmbeddingTrainingOptions _options;
    readonly RunFolder _run;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly OptimizerHelper _optimiser;
    int _step;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint; what follows is not needed then.</param>
    /// <param name="encoders">A run of encoders of these sizes whose weights are the start; null for random ones.</param>
    /// <param name="pretrained">A run of pretraining whose BERT the text encoder starts from; null for none.</param>
    /// <exception cref="InvalidDataException">A start has other sizes, attributes or another vocabulary.</exception>
    public EmbeddingTrainer(TrainingSet set, WordPieceTokenizer tokenizer, EmbeddingModelOptions model, EmbeddingTrainingOptions options, RunFolder run, bool resume, RunFolder? encoders = null, RunFolder? pretrained = null)
    {
        _set = set;
        _options = options;
        _run = run;
        _sampler = new PairSampler(set, options.Sampler);
        _writer = new CaptionWriter(set.Vocabulary);
        _inputs = new EmbeddingInputs(tokenizer, model.Text.Bert.MaxPositions);
        torch.random.manual_seed(options.Seed);
        int[] attributeCounts = [.. Enum.GetValues<Fact>().Select(set.Vocabulary.Count)];
        Model = new EmbeddingModel(model, attributeCounts);
        _optimiser = Optimisers.AdamW([Model], options.LearningRate, options.WeightDecay);
        if (resume && run.HasCheckpoint)
        {
            Model.load(run.CheckpointFile("model.dat"));
            _optimiser.load_state_dict(run.CheckpointFile("optimiser.dat"));
            _step = run.CheckpointStep;
        }
        else
        {
            if (encoders is not null)
                StartFrom(encoders, attributeCounts);
            if (pretrained is not null)
                TextEncoderStart.Pretrained(Model.Text, model.Text, options.Seed, tokenizer.Vocabulary, pretrained);
        }

        run.WriteOptions(new EmbeddingCheckpoint(model, attributeCounts, options));
    }

    /// <summary>What is trained.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>Trains to the last step, or until cancelled; either way the checkpoint is written before it returns.</summary>
    /// <param name="validate">Scores of the model as it stands, by name; called now and then and at the end, in evaluation mode.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="TrainingDivergedException">A loss is no number.</exception>
    public void Run(Func<EmbeddingModel, IReadOnlyDictionary<string, double>>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var meter = new ProgressMeter(_step, _options.Steps);
        while (_step < _options.Steps && !cancellation.IsCancellationRequested)
        {
            Step(meter);
            _step++;
            TorchMemory.Collect(_step);
            if (_step % _options.ReportEvery == 0)
                Report(meter.Report(_step), progress);
            if (validate is not null && (_step % _options.ValidateEvery == 0 || _step == _options.Steps))
                Report(new TrainingProgress(_step, _options.Steps, Validate(validate), 0, TimeSpan.Zero), progress);
            if (_step % _options.CheckpointEvery == 0)
                Save();
        }

        Save();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        Model.Dispose();
    }

    void StartFrom(RunFolder encoders, int[] attributeCounts)
    {
        encoders.RequireCheckpoint("model.dat", "fashion train embedding");
        IReadOnlyList<int> before = encoders.ReadOptions<EmbeddingCheckpoint>().AttributeCounts;
        if (!before.SequenceEqual(attributeCounts))
            throw new InvalidDataException($"The encoders of '{encoders.Path}' know {string.Join(", ", before)} values of the attributes, but the catalogues here have {string.Join(", ", attributeCounts)}. Start from encoders that learned from the same data sets.");
        Model.load(encoders.CheckpointFile("model.dat"));
    }

    void Step(ProgressMeter meter)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new Random(unchecked(_options.Seed * 1_000_003 + _step));
        // Dropout draws from the global generator: seeding it each step is what makes resuming exact.
        torch.random.manual_seed(_options.Seed * 1_000_003L + _step);
        Optimisers.SetLearningRate(_optimiser, LearningRateSchedule.WarmUpCosine(_options.LearningRate, _options.WarmUpSteps, _options.Steps, _step));
        Model.train();

        EmbeddingBatch batch = EmbeddingBatch.Draw(_set, _sampler, _writer, _options.Pairs, others: 0, random);
        Tensor images = _inputs.Images(batch.Items, _options.Augmentation, random);
        Tensor loss = Loss(batch, images, meter);
        double value = loss.item<float>();
        if (!double.IsFinite(value))
            throw new TrainingDivergedException(_step, value);
        meter.Add("loss", value);
        meter.Examples(batch.Items.Count);

        _optimiser.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(Model.parameters(), _options.ClipNorm);
        _optimiser.step();
    }

    Tensor Loss(EmbeddingBatch batch, Tensor images, ProgressMeter meter)
    {
        int pairs = batch.Changes.Count, count = batch.Items.Count;
        Tensor features = Model.Image.Features(Model.Image.FeatureMap(images)).Tensor;               // (2P, F)
        Tensor image = Model.Image.Embed(features).Tensor;                                           // (2P, D)
        Tensor text = _inputs.Embed(Model.Text, [.. batch.Captions, .. batch.Changes]);                // (3P, D)
        Tensor caption = text[..count], change = text[count..] * _inputs.Present(batch.Changes);     // a missing change is a zero vector
        Tensor scale = Model.Scale;

        Tensor captionPositives = tensor(batch.CaptionPositives, [count, count]);
        Tensor textImage = EmbeddingLosses.Contrastive(caption, image, captionPositives, scale)
            + EmbeddingLosses.Contrastive(image, caption, captionPositives.t(), scale);

        Tensor none = zeros([pairs, image.shape[1]]);
        Tensor composed = Model.Composer.forward(
            cat([change, caption[pairs..]], 0), cat([image[..pairs], none], 0)).Tensor;              // (2P, D): pairs, then words alone
        Tensor composedPositives = cat([tensor(batch.ChangePositives, [pairs, count]), captionPositives[pairs..]], 0);
        Tensor excluded = cat([tensor(batch.ChangeExcluded, [pairs, count]), zeros([pairs, count])], 0);
        Tensor composition = EmbeddingLosses.Contrastive(composed, image, composedPositives, scale, excluded);

        Tensor triplet = EmbeddingLosses.BatchHardTriplet(image, tensor(Labels(batch.Items)), _options.TripletMargin);
        Tensor attributes = AttributeLoss(features, batch.Items);
        meter.Add("textImage", textImage.item<float>() / 2);
        meter.Add("composed", composition.item<float>());
        meter.Add("triplet", triplet.item<float>());
        meter.Add("attributes", attributes.item<float>());
        return textImage * (_options.TextImageWeight / 2) + composition * _options.ComposedWeight
            + triplet * _options.TripletWeight + attributes * _options.AttributeWeight;
    }

    Tensor AttributeLoss(Tensor features, IReadOnlyList<TrainingItem> items)
    {
        Tensor sum = zeros(1);
        for (int fact = 0; fact < Model.AttributeHeads.Count; fact++)
        {
            long[] labels = [.. items.Select(item => (long)item.Facts[fact])];
            if (labels.All(label => label < 0))
                continue;
            sum = sum + nn.functional.cross_entropy(Model.AttributeHeads[fact].forward(features), tensor(labels), ignore_index: -1);
        }

        return sum;
    }

    static long[] Labels(IReadOnlyList<TrainingItem> items)
    {
        var numbers = new Dictionary<(int, int, int), long>();
        return [.. items.Select(item =>
        {
            var key = (item[Fact.Type], item[Fact.Colour], item[Fact.Gender]);
            if (key.Item1 < 0 || key.Item2 < 0)
                return -1L;
            if (!numbers.TryGetValue(key, out long number))
                numbers.Add(key, number = numbers.Count);
            return number;
        })];
    }

    IReadOnlyDictionary<string, double> Validate(Func<EmbeddingModel, IReadOnlyDictionary<string, double>> validate)
    {
        Model.eval();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        return validate(Model);
    }

    void Report(TrainingProgress report, IProgress<TrainingProgress>? progress)
    {
        _run.AppendMetrics(report);
        progress?.Report(report);
    }

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        Model.save(Path.Combine(folder, "model.dat"));
        _optimiser.save_state_dict(Path.Combine(folder, "optimiser.dat"));
    });
}
