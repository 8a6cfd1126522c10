namespace MlNetFashion.Conversations;

/// <summary>What somebody does by an utterance.</summary>
enum UtteranceKind
{
    /// <summary>Asks for something, or something else.</summary>
    Request,

    /// <summary>Wants to see what comes after.</summary>
    NextPage,

    /// <summary>Takes the last change back.</summary>
    Undo,

    /// <summary>Begins anew.</summary>
    StartAgain,

    /// <summary>Asks what was understood.</summary>
    Explain,
}
