using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>One thing that a request says.</summary>
/// <param name="Kind">What it speaks of.</param>
/// <param name="Value">The canonical value, lower case, British: "grey" for "gray", "t-shirt" for "tee".</param>
/// <param name="Change">What is wanted with it.</param>
/// <param name="Start">Where its words begin in the text, in UTF-16 units from 0.</param>
/// <param name="Length">Units that the words take, 1 or more, with the word that says the change where it stands beside them: "no stripes".</param>
public sealed record QueryFinding(AttributeKind Kind, string Value, FindingChange Change, int Start, int Length)
{
    /// <value>Whether the request insists: "must be red", "only cotton".</value>
    public bool IsRequired { get; init; }

    /// <value>How it was found.</value>
    public FindingSource Source { get; init; }

    /// <value>0 to 1: 1 for words of the lexicon, less for misspelled ones, a model's probability.</value>
    public float Confidence { get; init; } = 1;

    /// <summary>The index after the last unit.</summary>
    public int End => Start + Length;

    /// <summary>Whether the value is to be kept away: <see cref="FindingChange.Without"/>.</summary>
    public bool IsNegative => Change == FindingChange.Without;

    /// <summary>What is wanted, in words: "red (colour)", "no stripes (pattern)", "only cotton (fabric)".</summary>
    public override string ToString()
    {
        string wanted = Change switch
        {
            FindingChange.Replace => "now ",
            FindingChange.More => "more ",
            FindingChange.Less => "less ",
            FindingChange.Without => "no ",
            FindingChange.Keep => "still ",
            _ => IsRequired ? "only " : "",
        };
        return $"{wanted}{Value} ({Kind.ToString().ToLowerInvariant()})";
    }
}
