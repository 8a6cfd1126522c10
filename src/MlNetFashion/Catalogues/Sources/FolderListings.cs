namespace MlNetFashion.Catalogues;

/// <summary>Looks through each folder once, however often its files are asked for: a look at a large folder takes longer than reading what is new in it.</summary>
sealed class FolderListings(CancellationToken cancellation)
{
    readonly Dictionary<string, FolderListing> _listings = new(StringComparer.Ordinal);

    /// <summary>What lies in a folder.</summary>
    public FolderListing Of(string folder) =>
        _listings.TryGetValue(folder, out FolderListing? known) ? known : _listings[folder] = FolderListing.Of(folder, cancellation);
}
