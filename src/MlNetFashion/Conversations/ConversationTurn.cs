namespace MlNetFashion.Conversations;

/// <summary>One step of a conversation.</summary>
/// <param name="Said">What was said.</param>
/// <param name="State">What is wanted since then.</param>
/// <param name="Earlier">Ids of the items on earlier pages of the same state.</param>
/// <param name="Shown">Ids of the items that are shown, best first.</param>
/// <param name="Answer">The answer.</param>
public sealed record ConversationTurn(string Said, DialogueState State, IReadOnlyList<string> Earlier, IReadOnlyList<string> Shown, string Answer);
