using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Retrieval;

/// <summary>The small file that says which files make up the index; renaming it into place is what replaces an index.</summary>
/// <remarks>
/// <para>A folder holds <see cref="FileName"/> and, for its <see cref="Generation"/> g: <c>g.embeddings</c> (N × D float32,
/// little-endian, row after row), <c>g.items</c> (see <see cref="ItemTable"/>), and with thumbnails <c>g.thumbnails</c> (JPEG files
/// one after another) and <c>g.thumbnail-table</c> (see <see cref="ThumbnailStore"/>). A new index is written under a new generation,
/// so a reader meets either the old index or the new one, and an interrupted writer leaves the old one as it was.</para>
/// <para>Version 1 is the first. <see cref="Catalogue"/> and <see cref="Roles"/> came later and are
/// left out where nothing is known, so that manifests without them are what they
/// were. The manifest holds the SHA-256 of itself (with that member empty) and of the files.</para>
/// </remarks>
sealed record IndexManifest
{
    public const string FileName = "fashion-index.json";
    public const string FormatName = "mlnetfashion-index";
    public const int CurrentVersion = 1;
    public const int LargestDimension = 65_536;
    public const int GenerationLength = 8;

    // A manifest is about 1 KB; the source description is the only part that can grow.
    const int LargestFile = 1 << 20;

    public string Format { get; init; } = FormatName;
    public int Version { get; init; } = CurrentVersion;
    public required string Generation { get; init; }
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

    public required IndexSection Embeddings { get; init; }
    public required IndexSection Items { get; init; }
    public IndexSection? Thumbnails { get; init; }
    public IndexSection? ThumbnailTable { get; init; }
    public string Sha256 { get; init; } = "";

    /// <summary>The manifest as it stands on disk, with its own hash.</summary>
    public byte[] ToBytes() => Serialise(this with { Sha256 = OwnHash() });

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
                + "Update the program, or index the catalogue again.");
    }

    static JsonElement Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw new JsonException($"It does not say its {name}.");

    bool IsSound() =>
        Sha256 == OwnHash() && Count >= 1 && Dimension is >= 1 and <= LargestDimension
        && Generation.Length == GenerationLength && Generation.All(char.IsAsciiHexDigitLower)
        && Embeddings.Bytes == (long)Count * Dimension * sizeof(float)
        && (Thumbnails is null) == (ThumbnailTable is null)
        && Catalogue is null or { HeldOutShare: >= 0 and <= 1 };

    string OwnHash() => Convert.ToHexStringLower(SHA256.HashData(Serialise(this with { Sha256 = "" })));

    static byte[] Serialise(IndexManifest manifest) => JsonSerializer.SerializeToUtf8Bytes(manifest, IndexManifestJson.Default.IndexManifest);
}
