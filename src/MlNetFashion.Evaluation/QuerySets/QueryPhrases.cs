namespace MlNetFashion.Evaluation;

/// <summary>How evaluation words its queries. <c>{colour}</c>, <c>{type}</c> and <c>{types}</c> stand for words of the catalogue.</summary>
/// <remarks>Training words its captions otherwise. No template but the plainest, "COLOUR TYPE", may ever be learned from: what is
/// measured here is whether a way of asking is understood that was not taught.</remarks>
static class QueryPhrases
{
    /// <summary>Asks for a colour and a type.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    [
        "{colour} {type}",
        "show me some {types} that are {colour}",
        "I need {types}, {colour} ones",
        "which {colour} {types} do you have?",
        "looking for {types} and the colour should be {colour}",
    ];

    /// <summary>Asks for what a picture shows, in another colour.</summary>
    public static IReadOnlyList<string> Recolour { get; } =
    [
        "this one, but in {colour}",
        "same style in {colour} please",
        "do you have it in {colour}?",
        "I like this, is there one that is {colour}?",
        "can I get that, just {colour}?",
    ];
}
