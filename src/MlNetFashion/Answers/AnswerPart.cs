namespace MlNetFashion.Answers;

/// <summary>What one part of a query adds to an item's score.</summary>
/// <param name="Name">The part's name, "text" say.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Cosine">Its cosine with the item, −1 to 1.</param>
/// <param name="Adds">Weight × cosine.</param>
sealed record AnswerPart(string Name, float Weight, float Cosine, float Adds);
