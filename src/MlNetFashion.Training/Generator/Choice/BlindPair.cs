namespace MlNetFashion.Training.Generator.Choice;

/// <summary>One choice: which row of pictures is whose.</summary>
/// <param name="Number">From 1, as on the pages.</param>
/// <param name="Group">The group of its request.</param>
/// <param name="Text">Its request.</param>
/// <param name="New">The row of the generator that is judged, "A" or "B".</param>
sealed record BlindPair(int Number, string Group, string Text, string New);
