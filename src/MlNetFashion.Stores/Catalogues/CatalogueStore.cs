using System.Text;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>A catalogue in an engine beside this process. Safe to use from many threads.</summary>
/// <remarks>Publishing writes a new version beside the one that answers and then switches to it in one step; searches go on meanwhile.</remarks>
public abstract class CatalogueStore : IDisposable
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int LongestId = 512;

    // A condition that an engine cannot tell is looked for among so many of the nearest, and no more.
    const int MostAsked = 10_000;

    // Others are not to be written outside: what is stored is this assembly's.
    private protected CatalogueStore(CatalogueAddress address) => Address = address;

    /// <summary>Where the catalogue is.</summary>
    public CatalogueAddress Address { get; }

    /// <summary>What is there now.</summary>
    /// <exception cref="FileNotFoundException">There is no such catalogue.</exception>
    /// <exception cref="IOException">The engine does not answer; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">What is there is no catalogue, or of another format.</exception>
    public abstract Task<StoredCatalogue> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Brings an index in, and makes it the catalogue.</summary>
    /// <param name="index">One item or more, with ids of at most 512 bytes.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told how many items are there, from several threads.</param>
    /// <param name="cancellation">Stops, and leaves the catalogue as it was.</param>
    /// <returns>What is there now.</returns>
    /// <exception cref="IOException">The engine does not answer, or somebody else is publishing; the message says what to do.</exception>
    /// <exception cref="ArgumentException">The index has no items, or an id that is too long.</exception>
    public abstract Task<StoredCatalogue> PublishAsync(
        EmbeddingIndex index, PublishOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default);

    /// <summary>Items near to query vectors, nearly always the nearest.</summary>
    /// <param name="catalogue">As it was read.</param>
    /// <param name="vectors">One or more, D numbers each.</param>
    /// <param name="count">How many near to each, 1 or more.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="CatalogueReplacedException">That version is gone.</exception>
    /// <exception cref="IOException">No part of it answers.</exception>
    /// <exception cref="ArgumentException">The catalogue lacks an attribute of the filter, or a vector has another length.</exception>
    public async Task<StoreCandidates> NearestAsync(StoredCatalogue catalogue, IReadOnlyList<ReadOnlyMemory<float>> vectors, int count,
        AttributeFilter? where = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        foreach (ReadOnlyMemory<float> vector in vectors)
        {
            if (vector.Length != catalogue.Dimension)
                throw new ArgumentException($"A query vector has {vector.Length} numbers, but {Address} has embeddings of {catalogue.Dimension}. "
                    + "Ask with the model that made the index.", nameof(vectors));
        }

        IReadOnlyList<FilterClause> clauses = FilterPlan.Of(where, catalogue);
        for (long asked = count; ; asked *= 4)
        {
            StoreCandidates found = await AskAsync(catalogue, vectors, (int)asked, clauses, cancellation).ConfigureAwait(false);
            if (where is null || found.Items.Count == 0)
                return found;
            // The engine was asked what it can tell; the filter itself decides. Where that leaves too little, more is looked at.
            using EmbeddingIndex index = catalogue.Index(found.Items);
            bool[] passes = where.Passes(index);
            StoredItem[] passing = [.. found.Items.Where((_, row) => passes[row])];
            if (passing.Length >= count || found.Items.Count < asked || asked >= Math.Max(count, MostAsked))
                return found with { Items = passing };
        }
    }

    /// <summary>The items of some ids; those that there are not are left out.</summary>
    /// <inheritdoc cref="NearestAsync" path="/exception"/>
    public abstract Task<StoreCandidates> FindAsync(StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default);

    /// <summary>Small pictures of items: for each id a JPEG, or nothing where there is none or its part does not answer.</summary>
    /// <inheritdoc cref="NearestAsync" path="/exception"/>
    public abstract Task<IReadOnlyList<byte[]>> PicturesAsync(StoredCatalogue catalogue, IReadOnlyList<string> ids, CancellationToken cancellation = default);

    /// <summary>Removes the catalogue, all of it.</summary>
    /// <returns>Whether there was one.</returns>
    public abstract Task<bool> RemoveAsync(CancellationToken cancellation = default);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections.</summary>
    protected abstract void Dispose(bool disposing);

    private protected abstract Task<StoreCandidates> AskAsync(StoredCatalogue catalogue, IReadOnlyList<ReadOnlyMemory<float>> vectors, int count,
        IReadOnlyList<FilterClause> clauses, CancellationToken cancellation);

    private protected CatalogueManifest Describe(EmbeddingIndex index, string version, IReadOnlyList<StoredShard> shards) => new()
    {
        Version = version,
        Count = index.Count,
        Dimension = index.Dimension,
        Pictures = index.HasThumbnails,
        ModelSha256 = index.Description.ModelSha256,
        Preprocessing = index.Description.Preprocessing,
        Source = index.Description.Source,
        Created = index.Description.Created,
        Catalogue = index.Description.Items,
        Roles = index.Description.Roles,
        Columns = FilterDocument.Columns(index),
        Shards = shards,
    };

    private protected static void Check(EmbeddingIndex index, PublishOptions options)
    {
        options.Check();
        if (index.Count == 0)
            throw new ArgumentException("The index has no items, and a catalogue needs one or more. Index something first.", nameof(index));
        for (int row = 0; row < index.Count; row++)
        {
            string id = index.Items.Id(row);
            if (Encoding.UTF8.GetByteCount(id) > LongestId)
                throw new ArgumentException($"The id \"{id[..40]}…\" has more than {LongestId} bytes, and a store takes no longer ones. Shorten it.", nameof(index));
        }
    }

    private protected FileNotFoundException IsMissing() =>
        new($"There is no catalogue at {Address}. Publish one first: fashion publish INDEX --to \"{Address}\"");

    /// <summary>A version's name: later ones are greater.</summary>
    private protected static string NewVersion() => $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds():x12}{Random.Shared.Next(1 << 16):x4}";
}
