namespace MlNetFashion.Stores;

/// <summary>What keeps a catalogue.</summary>
public enum StoreKind
{
    /// <summary>Garnet, one process or a cluster: <c>garnet://</c>.</summary>
    Garnet,

    /// <summary>PostgreSQL with the extension pgvector: <c>postgres://</c>.</summary>
    Postgres,
}
