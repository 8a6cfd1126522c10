using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>An index's folder: the names of its files, opening, and clearing away what no manifest names.</summary>
static class IndexFolder
{
    public const string Embeddings = "embeddings", Codes = "codes", Items = "items", Thumbnails = "thumbnails", Removed = "removed", Graph = "graph";

    // A new index may replace the one being opened; it can hardly happen that often in a row.
    const int MostAttempts = 5;

    public static string Path(string folder, string name, string section) => System.IO.Path.Combine(folder, $"{name}.{section}");

    /// <summary>A name for a segment's files that was never used.</summary>
    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SegmentRecord.NameLength / 2));

    public static EmbeddingIndex Open(string folder)
    {
        for (int attempt = 1; ; attempt++)
        {
            IndexManifest manifest = IndexManifest.Read(folder);
            try
            {
                return Open(folder, manifest);
            }
            catch (FileNotFoundException e)
            {
                if (attempt == MostAttempts || IndexManifest.Read(folder).Sha256 == manifest.Sha256)
                    throw new InvalidDataException($"The index in \"{folder}\" lacks the file \"{System.IO.Path.GetFileName(e.FileName)}\". "
                        + "Index the catalogue again.", e);
            }
        }
    }

    /// <summary>Opens what a manifest names, whether it is the folder's yet or not.</summary>
    public static EmbeddingIndex Open(string folder, IndexManifest manifest)
    {
        var segments = new List<IndexSegment>();
        try
        {
            foreach (SegmentRecord record in manifest.Segments)
                segments.Add(OpenSegment(folder, record, manifest.Dimension));
            return new EmbeddingIndex(manifest.Description, manifest.Dimension, segments, manifest);
        }
        catch
        {
            segments.ForEach(segment => segment.Dispose());
            throw;
        }
    }

    /// <summary>Deletes the files of an index whose names begin with some.</summary>
    public static void Delete(string folder, IReadOnlySet<string> names) => Delete(folder, names.Contains);

    /// <summary>Deletes what the folder's manifest does not name: segments of the index before, and what interrupted writers left.</summary>
    public static void ClearAway(string folder, IndexManifest manifest)
    {
        var names = manifest.Names.ToHashSet();
        Delete(folder, name => !names.Contains(name));
        FileDraft.DeleteLeftovers(folder, IndexManifest.FileName);
    }

    /// <summary>Bytes on the disk of all files that a manifest names.</summary>
    public static long BytesOf(IndexManifest manifest) => manifest.Segments.SelectMany(segment =>
        (IndexSection?[])[segment.Embeddings, segment.Codes, segment.Items, segment.Thumbnails, segment.Removed?.Rows, segment.Graph?.Links])
        .Sum(section => section is null ? 0 : SectionPieces.FileBytes(section.Bytes));

    static IndexSegment OpenSegment(string folder, SegmentRecord record, int dimension)
    {
        var opened = new List<SectionBytes>();
        try
        {
            var bytes = new SegmentBytes(
                Map(record.Name, Embeddings, record.Embeddings), Map(record.Name, Codes, record.Codes), Map(record.Name, Items, record.Items),
                record.Thumbnails is { } section ? Map(record.Name, Thumbnails, section) : null)
            {
                Graph = record.Graph is { } graph ? Map(graph.Name, Graph, graph.Links) : null,
            };
            return new IndexSegment(bytes, record.Rows, dimension, Live(folder, record));
        }
        catch
        {
            opened.ForEach(section => section.Dispose());
            throw;
        }

        SectionBytes Map(string name, string kind, IndexSection section)
        {
            var mapped = SectionBytes.Map(Path(folder, name, kind), section);
            opened.Add(mapped);
            return mapped;
        }
    }

    static LiveRows Live(string folder, SegmentRecord record)
    {
        if (record.Removed is not { } removed)
            return new LiveRows(record.Rows);
        using var bits = SectionBytes.Map(Path(folder, removed.Name, Removed), removed.Rows);
        using BorrowedBytes all = bits.Borrow(0, bits.Length);
        var live = new LiveRows(all.Bytes, record.Rows);
        return live.Count == record.LiveRows ? live
            : throw new InvalidDataException($"The index in \"{folder}\" says that {removed.Count:N0} rows of the segment {record.Name} were removed, but its "
                + $"list has {record.Rows - live.Count:N0}. Index the catalogue again.");
    }

    static void Delete(string folder, Func<string, bool> isToGo)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "????????.*"))
        {
            string name = System.IO.Path.GetFileNameWithoutExtension(path), section = System.IO.Path.GetExtension(path);
            if (SegmentRecord.IsName(name) && section[1..].All(letter => char.IsAsciiLetterLower(letter) || letter == '-') && isToGo(name))
                FileDoor.TryDelete(path);
        }
    }
}
