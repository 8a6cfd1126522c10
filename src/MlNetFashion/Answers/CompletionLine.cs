namespace MlNetFashion.Answers;

/// <summary>How what is being typed may go on.</summary>
/// <param name="Text">The whole request.</param>
/// <param name="Items">How many items have all its words, about.</param>
sealed record CompletionLine(string Text, int Items);
