namespace MlNetFashion.Training.Data;

/// <summary>Two items of a <see cref="TrainingSet"/> of which a catalogue says the difference in words.</summary>
/// <param name="Reference">Index of the item shown.</param>
/// <param name="Target">Index of the item asked for.</param>
/// <param name="Caption">The words; another number may give others.</param>
sealed record CaptionedPair(int Reference, int Target, Func<int, string> Caption);
