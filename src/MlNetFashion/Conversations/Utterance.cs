using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What somebody said, taken apart.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="References">The items that it points at.</param>
/// <param name="Understood">The rest of it.</param>
/// <param name="Others">Words of the rest that name nothing known.</param>
/// <param name="Refused">Words of the rest that name nothing known, and are not wanted.</param>
/// <param name="Untold">Words for what no catalogue of these tells: "cheaper".</param>
/// <param name="Beside">"Also", "or": what was wanted stays.</param>
sealed record Utterance(
    UtteranceKind Kind, IReadOnlyList<ItemReference> References, UnderstoodQuery Understood, IReadOnlyList<string> Others, IReadOnlyList<string> Refused,
        IReadOnlyList<string> Untold, bool Beside);
