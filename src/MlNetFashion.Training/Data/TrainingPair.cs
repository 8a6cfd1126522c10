namespace MlNetFashion.Training.Data;

/// <summary>Two items of a <see cref="TrainingSet"/>: a picture shown, and one that is asked for.</summary>
/// <param name="Reference">Index of the item shown.</param>
/// <param name="Target">Index of the item asked for.</param>
/// <param name="Change">The one fact that differs, or null when the target is simply alike.</param>
readonly record struct TrainingPair(int Reference, int Target, Fact? Change)
{
    /// <summary>The pair of the catalogue that it is, with the words that belong to it; null where the change is to be worded.</summary>
    public CaptionedPair? Captioned { get; init; }

    /// <summary>Whether the words name the kind, too, as they do when a picture was read.</summary>
    public bool IsNamed { get; init; }
}
