namespace MlNetFashion.Answers;

/// <summary>Whether an item has one thing that was read out of the request.</summary>
/// <param name="Kind">What it speaks of: <c>Garment</c>, <c>Colour</c> and so on.</param>
/// <param name="Asked">The value that was named.</param>
/// <param name="Change">What was wanted with it: <c>Want</c>, <c>Without</c> and so on.</param>
/// <param name="Has">Whether the item has it; null where no attribute tells.</param>
/// <param name="Value">What the item has of that kind, as the catalogue spells it.</param>
sealed record AnswerAttribute(string Kind, string Asked, string Change, bool? Has, string Value);
