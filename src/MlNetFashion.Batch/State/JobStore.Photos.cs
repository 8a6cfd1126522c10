namespace MlNetFashion.Batch;

sealed partial class JobStore
{
    const double MillisecondsAnHour = 3_600_000;

    // In SQLite a CROSS JOIN says which table is gone through: the list, each of whose values is looked up. Without it the whole list may be read for each row.

    /// <summary>Which of some photos are known: whoever is missing was never embedded with the models.</summary>
    public HashSet<string> KnownAmong(string catalogue, string models, IReadOnlyList<string> photos)
    {
        using StoreTransaction transaction = Transaction();
        return [.. transaction.Query(
            $"SELECT p.photo FROM {dialect.List("@photos")} CROSS JOIN fashion_photos p WHERE p.photo = v.value AND p.catalogue = @catalogue AND p.models = @models",
            row => row.GetString(0), ("@photos", dialect.ListValue(photos)), ("@catalogue", catalogue), ("@models", models))];
    }

    /// <summary>What is known of photos: whoever is missing was never embedded with the models.</summary>
    public Dictionary<string, KnownPhoto> Known(string catalogue, string models, IReadOnlyList<string> photos)
    {
        using StoreTransaction transaction = Transaction();
        return transaction.Query(
            $"SELECT p.photo, p.file, p.reason FROM {dialect.List("@photos")} CROSS JOIN fashion_photos p "
                + "WHERE p.photo = v.value AND p.catalogue = @catalogue AND p.models = @models",
            row => (Photo: row.GetString(0), Known: new KnownPhoto(Text(row, 1), Text(row, 2))),
            ("@photos", dialect.ListValue([.. photos.Distinct(StringComparer.Ordinal)])), ("@catalogue", catalogue), ("@models", models))
            .ToDictionary(row => row.Photo, row => row.Known, StringComparer.Ordinal);
    }

    /// <summary>What is known of URLs.</summary>
    public Dictionary<string, KnownAddress> Addresses(string catalogue, IReadOnlyList<string> urls)
    {
        using StoreTransaction transaction = Transaction();
        return transaction.Query(
            $$"""
            SELECT a.url, a.photo, a.etag, a.modified, {now} - a.checked FROM {{dialect.List("@urls")}}
            CROSS JOIN fashion_addresses a WHERE a.url = v.value AND a.catalogue = @catalogue
            """,
            row => (Url: row.GetString(0), Known: new KnownAddress(row.GetString(1), Text(row, 2), Text(row, 3), row.GetInt64(4) / MillisecondsAnHour)),
            ("@urls", dialect.ListValue([.. urls.Distinct(StringComparer.Ordinal)])), ("@catalogue", catalogue))
            .ToDictionary(row => row.Url, row => row.Known, StringComparer.Ordinal);
    }

    static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
