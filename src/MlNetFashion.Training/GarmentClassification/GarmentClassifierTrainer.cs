using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>Teaches a classifier the kinds of garments in photos.</summary>
sealed class GarmentClassifierTrainer : Trainer<GarmentClassifier>
{
    readonly GarmentPhotos _photos;
    readonly GarmentClassifierTrainingOptions _options;
    readonly TrainingOptimiser _optimiser;
    readonly int[][] _rows;
    readonly double[] _until;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="photos">What is learned from.</param>
    /// <param name="model">Sizes.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There are no photos.</exception>
    public GarmentClassifierTrainer(GarmentPhotos photos, GarmentClassifierOptions model, GarmentClassifierTrainingOptions options, RunFolder run, bool resume)
        : base(options, run, resume)
    {
        if (photos.Count == 0)
            throw new ArgumentException("There are no photos to learn from. Give one or more of each kind.", nameof(photos));
        (_photos, _options) = (photos, options);
        _rows = [.. Enumerable.Range(0, photos.Count).GroupBy(row => photos.Labels[row]).OrderBy(kind => kind.Key).Select(kind => kind.ToArray())];
        _until = Until([.. _rows.Select(rows => Math.Pow(rows.Length, options.ClassPower))]);
        Model = Learn(GarmentClassifierRunOptions.Checkpoint.WeightsFile, new GarmentClassifier(model));
        _optimiser = OptimiseByAdamW([Model], options);
        GoOn(RecipeNames.GarmentClassifier);
        GarmentClassifierRunOptions.Checkpoint.WriteOptions(run, new(model, photos.Classes, options));
    }

    /// <inheritdoc/>
    public override GarmentClassifier Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        const int Size = GarmentPhotos.Size;
        float[] images = new float[_options.Batch * Size];
        long[] labels = new long[_options.Batch];
        for (int i = 0; i < labels.Length; i++)
        {
            int row = DrawRow(step.Random);
            _options.Augmentation.Write(_photos[row], GarmentPhotos.Side, step.Random, images.AsSpan(i * Size, Size));
            labels[i] = _photos.Labels[row];
        }

        Tensor logits = Model.call(tensor(images, [labels.Length, 3, GarmentPhotos.Side, GarmentPhotos.Side])).Logits.Tensor, wanted = tensor(labels);
        Tensor loss = nn.functional.cross_entropy(logits, wanted);
        step.Add(("loss", loss), ("learnedAccuracy", logits.argmax(1).eq(wanted).to(float32).mean()));
        step.Examples(labels.Length);
        _optimiser.Learn(loss);
    }

    /// <summary>A random kind, then one of its photos.</summary>
    internal int DrawRow(Random random)
    {
        double dice = random.NextDouble();
        int[] rows = _rows[Math.Max(0, Array.FindIndex(_until, until => dice < until))];
        return rows[random.Next(rows.Length)];
    }

    // Where each kind's share of 0 to 1 ends.
    static double[] Until(double[] weights)
    {
        double all = weights.Sum(), sum = 0;
        return [.. weights.Select(weight => (sum += weight) / all)];
    }
}
