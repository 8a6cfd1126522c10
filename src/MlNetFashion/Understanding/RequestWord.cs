namespace MlNetFashion.Understanding;

/// <summary>A word of a request.</summary>
/// <param name="Text">Lower case, without accents.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after it.</param>
/// <param name="Break">What stands before it.</param>
readonly record struct RequestWord(string Text, int Start, int End, WordBreak Break);
