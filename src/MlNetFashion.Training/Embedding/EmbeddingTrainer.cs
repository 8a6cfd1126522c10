using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Trains text encoder, image encoder and query composer together on one space.</summary>
/// <remarks>Each step draws pairs of pictures with a caption each and a change between the two. Captions find their picture and
/// pictures their caption (InfoNCE with several positives), reference plus change find the target (likewise), pictures alike in type,
/// colour and gender come together (batch-hard triplets, or another of <see cref="MetricLoss"/>), attribute heads name what is seen, and what is seen
/// and what a reference with a change asks for lie with the same proxy of kind, colour and gender.</remarks>
sealed class EmbeddingTrainer : Trainer<EmbeddingModel>
{
    readonly TrainingSet _set;
    readonly EmbeddingTrainingOptions _options;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly EmbeddingModel _learning;
    readonly EmbeddingQueue _queue;
    readonly TrainingOptimiser _optimiser;
    readonly Dictionary<TrainingItem, int> _rows = new(ReferenceEqualityComparer.Instance);

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
    public EmbeddingTrainer(TrainingSet set, WordPieceTokenizer tokenizer,
        EmbeddingModelOptions model, EmbeddingTrainingOptions options, RunFolder run, bool resume, RunFolder? encoders = null, RunFolder? pretrained = null)
        : base(options, run, resume)
    {
        _set = set;
        _options = options;
        _sampler = new PairSampler(set, options.Sampler);
        _writer = new CaptionWriter(set.Vocabulary);
        _inputs = new EmbeddingInputs(tokenizer, model.Text.Bert.MaxPositions);
        IReadOnlyList<int> attributeCounts = set.Vocabulary.Counts;
        bool goesOn = resume && run.HasCheckpoint;
        _learning = Learn("learning.dat", encoders is null
            || goesOn ? new EmbeddingModel(model, attributeCounts) : EmbeddingRunOptions.Load(encoders, attributeCounts));
        if (pretrained is not null && !goesOn)
            TextEncoderStart.Renew(_learning.Text, model.Text, options.Seed, tokenizer.Vocabulary, pretrained);
        if (options.Scale > 0)
            _learning.SetScale(options.Scale);
        // The average begins with the weights that are there, so what learns has its start before.
        Model = Average(EmbeddingRunOptions.Checkpoint.WeightsFile, new EmbeddingModel(model, attributeCounts), _learning, options.AverageDecay);
        _queue = Learn("queue.dat", new EmbeddingQueue(options.Queue, model.Image.EmbeddingDimension));
        for (int i = 0; i < set.Items.Count; i++)
            _rows.Add(set.Items[i], i);
        _optimiser = options.Muon ? OptimiseByMuon([_learning], IsMatrix, options) : OptimiseByAdamW([_learning], options);
        GoOn(RecipeNames.Embedding);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run,
            new(model, attributeCounts, options) { MainValues = set.Vocabulary.Values(EmbeddingModel.MainAttributes) });
    }

    /// <summary>The average of the weights over the last steps: what is validated and exported.</summary>
    public override EmbeddingModel Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        TrainingItem[] queued = [.. _queue.Rows.Select(row => _set.Items[row])];
        EmbeddingBatch batch = EmbeddingBatch.Draw(_set, _sampler, _writer, _options.Pairs, queued, step.Random);
        TrainingItem[] seen = [.. batch.Items.Take(2 * _options.Pairs)];
        Tensor images = _inputs.Images(seen, _options.Augmentation, step.Random);
        _optimiser.Learn(Loss(batch, seen, images, step));
        step.Examples(seen.Length);
    }

    Tensor Loss(EmbeddingBatch batch, TrainingItem[] seen, Tensor images, TrainingStep step)
    {
        int pairs = batch.Changes.Count, count = seen.Length, candidates = batch.Items.Count;
        Tensor features = _learning.Image.Features(_learning.Image.FeatureMap(images)).Tensor;       // (2P, F)
        Tensor image = _learning.Image.Embed(features).Tensor;                                       // (2P, D)
        Tensor text = _inputs.Embed(_learning.Text, [.. batch.Captions, .. batch.Changes]);            // (3P, D)
        Tensor caption = text[..count], change = text[count..] * _inputs.Present(batch.Changes); // a missing change is a zero vector
        Tensor scale = _learning.Scale;

        Tensor all = cat([image, _queue.Newest(candidates - count)], 0);                             // (M, D)
        Tensor captionPositives = tensor(batch.CaptionPositives, [count, candidates]);
        Tensor textImage = EmbeddingLosses.Contrastive(caption, all, captionPositives, scale)
            + EmbeddingLosses.Contrastive(image, caption, captionPositives[.., ..count].t(), scale);

        Tensor none = zeros([pairs, image.shape[1]]);
        Tensor composed = _learning.Composer.forward(
            cat([change, caption[pairs..]], 0), cat([image[..pairs], none], 0)).Tensor;              // (2P, D): pairs, then words alone
        Tensor composedPositives = cat([tensor(batch.ChangePositives, [pairs, candidates]), captionPositives[pairs..]], 0);
        Tensor excluded = cat([tensor(batch.ChangeExcluded, [pairs, candidates]), zeros([pairs, candidates])], 0);
        Tensor composition = EmbeddingLosses.Contrastive(composed, all, composedPositives, scale, excluded);

        Tensor triplet = EmbeddingLosses.Metric(_options.Metric, image, tensor(Labels(seen)), _options.TripletMargin, scale);
        Tensor facts = _inputs.Facts(seen);
        Tensor attributes = EmbeddingLosses.Attributes(_learning.AttributeHeads, features, facts);
        Tensor proxies = EmbeddingLosses.Attributes(_learning.Attributes.Proxies, cat([image, composed[..pairs]], 0) * AttributeReader.Scale,
            cat([facts, facts[pairs..]], 0));
        Tensor loss = textImage * (_options.TextImageWeight / 2) + composition * _options.ComposedWeight
            + triplet * _options.TripletWeight + attributes * _options.AttributeWeight + proxies * _options.ProxyWeight;
        step.Add(("textImage", textImage / 2), ("composed", composition), ("triplet", triplet), ("attributes", attributes),
            ("proxies", proxies), ("loss", loss));
        _queue.Add(image, [.. seen.Select(item => _rows[item])]);
        return loss;
    }

    // Embeddings of tokens and classifiers are tables of which a step changes few rows, or changes them for reasons of their own.
    static bool IsMatrix(string name) => !name.Contains("embeddings", StringComparison.Ordinal) && !name.Contains("attribute_", StringComparison.Ordinal);

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
}
