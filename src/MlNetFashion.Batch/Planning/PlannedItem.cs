namespace MlNetFashion.Batch;

/// <summary>An item of a plan: a line of JSON.</summary>
/// <param name="Position">Its place in the catalogue's order, 0 or more.</param>
/// <param name="Id">The item's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Attributes">Its attributes, in their order.</param>
/// <param name="Source">The folder or archive of its photo; empty where the photo has a URL.</param>
/// <param name="Name">The photo's name in the source, or its URL.</param>
/// <param name="Photo">SHA-256 of the photo's bytes; of a photo with a URL, what it was when it was last asked for, or null.</param>
/// <param name="IsNew">Whether the photo is to be got and, if it is not known by then, embedded.</param>
sealed record PlannedItem(
    long Position, string Id, string Title, IReadOnlyDictionary<string, string> Attributes, string Source, string Name, string? Photo, bool IsNew);
