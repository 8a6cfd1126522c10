using MlNetFashion.Understanding;

namespace MlNetFashion.Answers;

/// <summary>A price or a size that a request sets.</summary>
/// <param name="Condition">What it sets: "price&lt;50".</param>
/// <param name="Start">Where its words begin in the text, in UTF-16 units.</param>
/// <param name="Length">Units that they take.</param>
sealed record UnderstoodNumber(string Condition, int Start, int Length)
{
    /// <summary>Of a condition in numbers.</summary>
    public static UnderstoodNumber Of(NumberPhrase number) => new(number.Condition, number.Start, number.Length);
}
