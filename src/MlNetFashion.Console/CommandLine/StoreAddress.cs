namespace MlNetFashion.Tool;

/// <summary>Tells addresses of stored catalogues from folders, without loading what stores need.</summary>
static class StoreAddress
{
    /// <summary>Whether a text is meant as an address: it begins as one of a protocol does.</summary>
    public static bool IsOne(string text) => text.Contains("://", StringComparison.Ordinal);
}
