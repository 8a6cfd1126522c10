using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>One thing that is wanted, as it goes on from turn to turn.</summary>
/// <param name="Kind">What it speaks of.</param>
/// <param name="Value">The canonical value.</param>
/// <param name="Change">Named, more of it, less of it, or none of it; a state knows no
/// <see cref="FindingChange.Replace"/> and no <see cref="FindingChange.Keep"/>.</param>
/// <param name="Words">Words that are understood as this and nothing else.</param>
/// <param name="IsRequired">Whether it was insisted on.</param>
public sealed record DialogueTerm(AttributeKind Kind, string Value, FindingChange Change, string Words, bool IsRequired = false)
{
    /// <summary>Whether it is named, neither changed nor refused.</summary>
    internal bool IsNamed => Change == FindingChange.Want;

    /// <value>"Dark" and the like: they stand beside a colour, and do not take its place.</value>
    public bool IsTone { get; init; }

    /// <summary>Of something that was understood.</summary>
    /// <param name="understood">What was said.</param>
    /// <param name="finding">A finding of it.</param>
    /// <param name="understanding">Reads words.</param>
    internal static DialogueTerm Of(UnderstoodQuery understood, QueryFinding finding, QueryUnderstanding understanding)
    {
        FindingChange change = finding.Change is FindingChange.Replace or FindingChange.Keep ? FindingChange.Want : finding.Change;
        string said = understood.Words(finding).ToLowerInvariant(), plain = Phrase(finding.Kind, finding.Value), changed = change switch
        {
            FindingChange.Without => $"not {plain}",
            FindingChange.Less => $"less {plain}",
            FindingChange.More => $"more {plain}",
            _ => plain,
        };
        string[] spellings = [said, changed, $"no {plain}", $"less {said}"];
        string words = spellings.FirstOrDefault(words =>
            understanding.Read(words).Findings is [var only] && only.Kind == finding.Kind && only.Value == finding.Value && only.Change == change) ?? changed;
        bool isTone = finding.Kind == AttributeKind.Colour && understanding.Lexicon.Entries.Any(entry => entry.IsTone && entry.Meaning.Value == finding.Value);
        return new DialogueTerm(finding.Kind, finding.Value, change, words, finding.IsRequired) { IsTone = isTone };
    }

    // "Short" may be of sleeves or of the whole.
    static string Phrase(AttributeKind kind, string value) => kind switch
    {
        AttributeKind.Sleeve when value != "sleeveless" => $"{value} sleeves",
        AttributeKind.Neckline when !value.Contains("neck", StringComparison.Ordinal) => $"{value} neck",
        _ => value,
    };
}
