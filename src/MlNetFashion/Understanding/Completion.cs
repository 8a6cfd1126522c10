namespace MlNetFashion.Understanding;

/// <summary>How what is being typed may go on.</summary>
/// <param name="Text">The whole request.</param>
/// <param name="Items">How many items have all its words, about.</param>
public sealed record Completion(string Text, int Items);
