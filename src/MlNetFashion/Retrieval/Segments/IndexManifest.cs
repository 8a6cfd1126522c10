using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Retrieval;

/// <summary>The small file that says which segments make up the index; renaming it into place is what replaces an index, or changes it.</summary>
/// <remarks>
/// <para>A folder holds <see cref="FileName"/> and the files of the segments that it names (<see cref="SegmentRecord"/>): <c>s.embeddings</c>, <c>s.codes</c>,
/// <c>s.items</c>, with thumbnails <c>s.thumbnails</c>, <c>r.removed</c> for a segment that has lost rows, and
/// <c>l.graph</c> for one whose rows are linked. They are written once, under names that
/// were never used, so
/// a reader meets the index before or the one after, and an interrupted writer leaves the one before as it was.</para>
/// <para>Items are counted through the segments in their order. The manifest holds the SHA-256 of itself (with that member empty) and those of the files'
/// checksums (<see cref="SectionPieces"/>).</para>
/// </remarks>
sealed record IndexManifest
{
    public const string FileName = "fashion-index.json";
    public const string FormatName = "mlnetfashion-index";
    public const int CurrentVersion = 2;
    public const int LargestDimension = 65_536;

    // A segment of a million rows takes half a kilobyte.
    const int LargestFile = 1 << 24;

    public string Format { get; init; } = FormatName;
    public int Version { get; init; } = CurrentVersion;
    public required int Count { get; init; }
    public required int Dimension { get; init; }
    public required string ModelSha256 { get; init; }
    public required string Preprocessing { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset Created { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IndexedItems? Catalogue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttributeRole>? Roles { get; init; }

    public required bool Thumbnails { get; init; }
    public required IReadOnlyList<SegmentRecord> Segments { get; init; }
    public string Sha256 { get; init; } = "";

    [JsonIgnore]
    public IndexDescription Description => new(ModelSha256, Preprocessing, Source, Created) { Items = Catalogue, Roles = Roles };

    /// <summary>What the names of all its files begin with.</summary>
    [JsonIgnore]
    public IEnumerable<string> Names => Segments.SelectMany(segment => segment.Names);

    /// <summary>Whether rows of a segment are linked.</summary>
    [JsonIgnore]
    public bool HasGraphs => Segments.Any(segment => segment.Graph is not null);

    /// <summary>The manifest as it stands on disk, with its own hash.</summary>
    public byte[] ToBytes() => Serialise(Sealed());

    /// <summary>The same with its own hash.</summary>
    public IndexManifest Sealed() => this with { Sha256 = OwnHash() };

    /// <exception cref="FileNotFoundException">There is no manifest in the folder.</exception>
    /// <exception cref="InvalidDataException">It is damaged, foreign, or of a newer version.</exception>
    public static IndexManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no index in \"{folder}\". Make one first: fashion index SOURCE --out \"{folder}\"", path);
        byte[] bytes;
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (file.Length > LargestFile)
                throw new InvalidDataException($"\"{path}\" has {file.Length:N0} bytes, but an index's manifest has at most {LargestFile:N0}: it is not one. "
                    + "Index the catalogue again.");
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }

        try
        {
            CheckVersion(bytes, path);
            IndexManifest manifest = JsonSerializer.Deserialize(bytes, IndexManifestJson.Default.IndexManifest) ?? throw new JsonException("It is null.");
            return manifest.IsSound() ? manifest
                : throw new InvalidDataException($"\"{path}\" is damaged: its checksum does not fit its contents. Index the catalogue again.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"\"{path}\" is damaged or not an index's manifest ({JsonFault.Reason(e)}). Index the catalogue again.", e);
        }
    }

    // Before anything else is read: a newer version may have other members.
    static void CheckVersion(byte[] bytes, string path)
    {
        using JsonDocument json = JsonDocument.Parse(bytes);
        string? format = Member(json.RootElement, "format").GetString();
        if (format != FormatName)
            throw new InvalidDataException($"\"{path}\" is of format \"{format}\", but an index is of \"{FormatName}\". "
                + "Choose another folder, or index the catalogue again.");
        int version = Member(json.RootElement, "version").GetInt32();
        if (version != CurrentVersion)
            throw new InvalidDataException($"The index \"{path}\" is of version {version}, but this program reads version {CurrentVersion}. "
                + (version < CurrentVersion ? "Index the catalogue again." : "Update the program, or index the catalogue again."));
    }

    static JsonElement Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw new JsonException($"It does not say its {name}.");

    bool IsSound() =>
        Sha256 == OwnHash() && Dimension is >= 1 and <= LargestDimension
        && Segments.All(segment => segment is not null && segment.IsSound(Dimension, Thumbnails)) && Count >= 1
        && Segments.Sum(segment => (long)segment.LiveRows) == Count && Names.Distinct().Count() == Names.Count()
        && Catalogue is null or { HeldOutShare: >= 0 and <= 1 };

    string OwnHash() => Convert.ToHexStringLower(SHA256.HashData(Serialise(this with { Sha256 = "" })));

    static byte[] Serialise(IndexManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, IndexManifestJson.Default.IndexManifest);
}
