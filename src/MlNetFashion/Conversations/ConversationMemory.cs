namespace MlNetFashion.Conversations;

/// <summary>A conversation as it is kept.</summary>
/// <param name="Turns">From the first to the last.</param>
/// <param name="Answer">The last answer, which may be to a question that is no turn.</param>
sealed record ConversationMemory(IReadOnlyList<ConversationTurn> Turns, string Answer);
