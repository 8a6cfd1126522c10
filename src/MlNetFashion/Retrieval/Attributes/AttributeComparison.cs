namespace MlNetFashion.Retrieval;

/// <summary>How a condition compares an item's value with its own.</summary>
public enum AttributeComparison
{
    /// <summary><c>=</c>: the item's value, or one of its list, is the same without regard to case, or a number within a range.</summary>
    Is,

    /// <summary><c>~</c>: the item's value has the text in it, without regard to case.</summary>
    Contains,
}
