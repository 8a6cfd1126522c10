using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Teaches an encoder to bring pictures of one class together.</summary>
/// <remarks>Pictures are moved, mirrored and partly covered; each step draws anew how. Every picture is seen once before any is seen again.</remarks>
sealed class FashionMnistEmbeddingTrainer : Trainer<FashionMnistEmbeddingModel>
{
    readonly FashionMnistPictures _pictures;
    readonly FashionMnistEmbeddingTrainingOptions _options;
    readonly ShuffledRows _rows;
    readonly FashionMnistEmbeddingModel _learning;
    readonly TrainingOptimiser _optimiser;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="pictures">What is learned from.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There are no pictures.</exception>
    public FashionMnistEmbeddingTrainer(FashionMnistPictures pictures, FashionMnistImageEncoderOptions model, FashionMnistEmbeddingTrainingOptions options,
        RunFolder run, bool resume) : base(options, run, resume)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There are no pictures to learn from. Give several of each class.", nameof(pictures));
        (_pictures, _options, _rows) = (pictures, options, new ShuffledRows(pictures.Count, options.Batch, options.Seed));
        _learning = Learn("learning.dat", new FashionMnistEmbeddingModel(model));
        Model = Average(FashionMnistEmbeddingRunOptions.Checkpoint.WeightsFile, new FashionMnistEmbeddingModel(model), _learning, options.AverageDecay);
        _optimiser = OptimiseByAdamW([_learning], options);
        GoOn(RecipeNames.FashionMnistEmbedding);
        FashionMnistEmbeddingRunOptions.Checkpoint.WriteOptions(run, new(model, options));
    }

    /// <summary>The average of the weights over the last steps: what is validated and exported.</summary>
    public override FashionMnistEmbeddingModel Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor images, Tensor labels) = _pictures.Batch(_rows.Of(step.Number), _options.Shift, step.Random, image => Vary(image.Span, step.Random));
        Tensor embeddings = _learning.Encoder.forward(images).Tensor;                                    // (N, D)
        Tensor loss = EmbeddingLosses.Metric(_options.Metric, embeddings, labels, _options.Margin, _learning.Scale, _learning.Proxies);
        step.Add(("loss", loss), ("scale", _learning.Scale));
        step.Examples(_rows.Batch);
        _optimiser.Learn(loss);
    }

    void Vary(Span<float> image, Random random)
    {
        if (random.NextDouble() < _options.Mirror)
            Mirror(image);
        if (random.NextDouble() < _options.Erase)
            Erase(image, random);
    }

    static void Mirror(Span<float> image)
    {
        for (int y = 0; y < FashionMnistPictures.Side; y++)
            image.Slice(y * FashionMnistPictures.Side, FashionMnistPictures.Side).Reverse();
    }

    // A rectangle of 4 to 13 pixels a side, 2 to 22 % of the picture.
    static void Erase(Span<float> image, Random random)
    {
        int width = random.Next(4, 14), height = random.Next(4, 14), left = random.Next(FashionMnistPictures.Side - width + 1),
            top = random.Next(FashionMnistPictures.Side - height + 1);
        for (int y = top; y < top + height; y++)
        {
            foreach (ref float pixel in image.Slice(y * FashionMnistPictures.Side + left, width))
                pixel = 2 * random.NextSingle() - 1;
        }
    }
}
