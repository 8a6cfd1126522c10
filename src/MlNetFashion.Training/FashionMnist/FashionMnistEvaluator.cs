using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Measures generated pictures against Fashion-MNIST, in the features of a classifier.</summary>
sealed class FashionMnistEvaluator
{
    // Enough for a median and a hundredth; each is compared with all 60,000.
    const int MostCompared = 1000;

    // Pairs grow with the square.
    const int MostOfAClass = 300;

    readonly FeatureClassifier _classifier;
    readonly FashionMnistPictures _train, _test;
    readonly ReadPictures _readTrain, _readTest;

    /// <summary>Reads all real pictures, which takes a minute.</summary>
    /// <param name="classifier">Of the ten classes; the caller disposes it.</param>
    /// <param name="train">What generators learn from.</param>
    /// <param name="test">What they do not see.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ArgumentException">The classifier is one of other pictures or classes.</exception>
    public FashionMnistEvaluator(FeatureClassifier classifier, FashionMnistPictures train, FashionMnistPictures test, CancellationToken cancellation = default)
    {
        if (classifier.ImageSize != FashionMnistPictures.Size || classifier.ClassCount != FashionMnistCatalogue.Classes.Count)
        {
            throw new ArgumentException($"The network {classifier.Network} reads pictures of {classifier.ImageSize} numbers and {classifier.ClassCount} "
                + $"classes, but Fashion-MNIST has {FashionMnistPictures.Size} and "
                + $"{FashionMnistCatalogue.Classes.Count}. Train one with fashion train fashion-mnist-classifier.", nameof(classifier));
        }

        (_classifier, _train, _test) = (classifier, train, test);
        (_readTrain, _readTest) = (Read(train, cancellation), Read(test, cancellation));
    }

    /// <summary>Measures pictures.</summary>
    /// <param name="generated">Two or more; where classes were asked for, two or more of each.</param>
    /// <param name="isConditional">Whether their labels are what was asked for.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public FashionMnistMeasures Measure(FashionMnistPictures generated, bool isConditional, CancellationToken cancellation = default)
    {
        ReadPictures read = Read(generated, cancellation);
        // As many unseen real pictures as generated ones: few pictures make the distance larger, and the floor with it.
        GaussianAccumulator unseen = GaussianAccumulator.Of(First(_readTest.Features, generated.Count));
        var frechet = new FrechetEvaluator(_classifier.Network, GaussianAccumulator.Of(_readTrain.Features), unseen);
        return new FashionMnistMeasures(generated.Count, frechet.Measure(GaussianAccumulator.Of(read.Features)),
            CopyingReport.Of(_classifier.Network, First(read.Features, MostCompared), First(_readTest.Features, MostCompared),
                _readTrain.Features, cancellation),
            isConditional ? LabelAccuracy.Of(Labels(generated), [.. read.Classes], FashionMnistCatalogue.Classes) : null,
            isConditional ? Diversity(generated, read) : null);
    }

    /// <summary>Trains a classifier on generated pictures alone and has it read real ones, beside the evaluator's own classifier.</summary>
    /// <param name="generated">Of all classes, with the classes that were asked for.</param>
    /// <param name="options">How it learns.</param>
    /// <param name="run">Where its checkpoints go.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ClassificationAccuracyScore ScoreByTraining(FashionMnistPictures generated, FashionMnistClassifierTrainingOptions options, RunFolder run,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var trainer = new FashionMnistClassifierTrainer(generated, FashionMnistClassifierOptions.Default, options, run, resume: false);
        trainer.Run(progress: progress, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        trainer.Model.eval();
        return ClassificationAccuracyScore.Of(generated.Count,
            FashionMnistPictures.LearnedOf(_train.Count), Labels(_test), new FashionMnistClassifierValidation(_test).Predict(trainer.Model),
            [.. _readTest.Classes], FashionMnistCatalogue.Classes);
    }

    DiversityReport Diversity(FashionMnistPictures generated, ReadPictures read) => new(_classifier.Network,
        [.. FashionMnistCatalogue.Classes.Select((name, label) =>
            QueryDiversity.Of(name, OfClass(read, generated, label), OfClass(_readTrain, _train, label)))]);

    ReadPictures Read(FashionMnistPictures pictures, CancellationToken cancellation) =>
        _classifier.Read(pictures.Numbers([.. Enumerable.Range(0, pictures.Count)]), cancellation);

    static FeatureMatrix First(FeatureMatrix features, int count) => features.Pick([.. Enumerable.Range(0, Math.Min(count, features.Count))]);

    static FeatureMatrix OfClass(ReadPictures read, FashionMnistPictures pictures, int label) =>
        read.Features.Pick([.. Enumerable.Range(0, pictures.Count).Where(row => pictures.Labels[row] == label).Take(MostOfAClass)]);

    static int[] Labels(FashionMnistPictures pictures)
    {
        int[] labels = new int[pictures.Count];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = pictures.Labels[i];
        return labels;
    }
}
