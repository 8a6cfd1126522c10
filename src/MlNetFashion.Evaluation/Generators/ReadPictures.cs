namespace MlNetFashion.Evaluation;

/// <summary>What a <see cref="FeatureClassifier"/> makes of pictures.</summary>
/// <param name="Network">It.</param>
/// <param name="Classes">The likeliest class of each.</param>
/// <param name="Features">A row each.</param>
sealed record ReadPictures(FeatureNetwork Network, IReadOnlyList<int> Classes, FeatureMatrix Features);
