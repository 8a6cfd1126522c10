namespace MlNetFashion.Stores;

/// <summary>The version of a catalogue that was asked is gone: another one took its place. Whoever asked reads the catalogue again, and asks that.</summary>
public sealed class CatalogueReplacedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="address">The catalogue.</param>
    /// <param name="version">The version that was asked.</param>
    /// <param name="inner">What the engine said, or null.</param>
    public CatalogueReplacedException(CatalogueAddress address, string version, Exception? inner = null)
        : base($"The version {version} of {address} is there no more: another one was published. Read the catalogue again.", inner)
    {
    }
}
