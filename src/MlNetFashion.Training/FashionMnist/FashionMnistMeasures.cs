using MlNetFashion.Evaluation;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>What is measured of a generator of Fashion-MNIST pictures.</summary>
/// <param name="Count">Pictures that were drawn.</param>
/// <param name="Frechet">How far they are from real ones, with the floor.</param>
/// <param name="Copying">Whether they are copies of what was learned from.</param>
/// <param name="Accuracy">How often a picture is read as the class that was asked for; null where none can be.</param>
/// <param name="Diversity">How different the pictures of one class are; null where none can be asked for.</param>
sealed record FashionMnistMeasures(int Count, FrechetReport Frechet, CopyingReport Copying, LabelAccuracy? Accuracy, DiversityReport? Diversity);
