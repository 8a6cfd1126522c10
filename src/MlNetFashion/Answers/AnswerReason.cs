using MlNetFashion.Retrieval;

namespace MlNetFashion.Answers;

/// <summary>Why an item was found.</summary>
/// <param name="Parts">What each part of the query adds to the score.</param>
/// <param name="Attributes">Whether it has what was read out of the request.</param>
sealed record AnswerReason(IReadOnlyList<AnswerPart> Parts, IReadOnlyList<AnswerAttribute> Attributes)
{
    /// <summary>Of a neighbour.</summary>
    public static AnswerReason Of(Neighbour found) => new(
        [.. found.Parts.Select(part => new AnswerPart(part.Name, part.Weight, part.Cosine, part.Adds))],
        [.. found.Attributes.Select(match => new AnswerAttribute($"{match.Kind}", match.Asked, match.Change, match.Has, match.Value))]);
}
