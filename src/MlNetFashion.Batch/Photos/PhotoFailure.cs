namespace MlNetFashion.Batch;

/// <summary>Why a photo could not be had or embedded.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Name">The file or URL.</param>
/// <param name="Kind">The reason in few words, as it is counted: "no answer", "status 404", "no picture".</param>
/// <param name="Reason">A full sentence.</param>
sealed record PhotoFailure(string Id, string Name, string Kind, string Reason)
{
    /// <summary>The kind of a photo that was not what the plan says.</summary>
    public const string Changed = "changed meanwhile";
}
