namespace MlNetFashion.Conversations;

/// <summary>What somebody does by a saying.</summary>
enum SayingKind
{
    /// <summary>Wishes something, or something else.</summary>
    Wish,

    /// <summary>Wants to see what comes after.</summary>
    NextPage,

    /// <summary>Takes the last wish back.</summary>
    Undo,

    /// <summary>Begins anew.</summary>
    StartAgain,

    /// <summary>Asks what was understood.</summary>
    Explain,
}
