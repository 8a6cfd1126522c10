namespace MlNetFashion.Stores;

/// <summary>Opens stored catalogues by their address.</summary>
public static class CatalogueStores
{
    /// <summary>Opens one; nothing is asked of it yet.</summary>
    /// <param name="address">See <see cref="CatalogueAddress"/>.</param>
    /// <exception cref="FormatException">It is no address; the message says how one is written.</exception>
    public static CatalogueStore Open(string address) => Open(CatalogueAddress.Parse(address));

    /// <inheritdoc cref="Open(string)"/>
    public static CatalogueStore Open(CatalogueAddress address) => address.Kind == StoreKind.Garnet ? new GarnetStore(address) : new PostgresStore(address);
}
