using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion info</c> shows of an index: what it holds, how it was made, and of what segments it consists.</summary>
/// <param name="terminal">Where it is shown.</param>
sealed class IndexInfo(Terminal terminal)
{
    /// <summary>Shows an index.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="verifies">Whether all of its files are read and compared with their checksums.</param>
    /// <param name="asJson">Whether a program reads it.</param>
    /// <param name="cancellation">Stops.</param>
    public void Show(string folder, bool verifies, bool asJson, CancellationToken cancellation)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        if (verifies)
            index.Verify(cancellation);
        if (asJson)
            terminal.WriteJson(json => Write(json, folder, index, verifies));
        else
            Write(index, verifies);
    }

    void Write(EmbeddingIndex index, bool verified)
    {
        IndexManifest manifest = index.Manifest!;
        terminal.Output.WriteLine($"items      {index.Count:N0}, embeddings of {index.Dimension}{(index.HasThumbnails ? ", with small pictures" : "")}");
        terminal.Output.WriteLine(SafeText.OneLine($"source     {manifest.Source}"));
        terminal.Output.WriteLine(FormattableString.Invariant($"created    {manifest.Created:yyyy-MM-dd HH:mm:ss} UTC"));
        terminal.Output.WriteLine(SafeText.OneLine($"model      {manifest.ModelSha256}, {manifest.Preprocessing}"));
        terminal.Output.WriteLine(SafeText.OneLine($"attributes {(index.AttributeNames.Count == 0 ? "none" : string.Join(", ", index.AttributeNames))}"));
        terminal.Output.WriteLine($"size       {IndexFolder.BytesOf(manifest) / 1e6:N1} MB in {Segments(manifest.Segments.Count)}");
        foreach (SegmentRecord segment in manifest.Segments)
            terminal.Output.WriteLine($"segment    {segment.Name}: {segment.LiveRows:N0} of {segment.Rows:N0} rows");
        if (verified)
            terminal.Output.WriteLine("verified   all files are what the index says");
    }

    static void Write(Utf8JsonWriter json, string folder, EmbeddingIndex index, bool verified)
    {
        IndexManifest manifest = index.Manifest!;
        json.WriteString("index", Path.GetFullPath(folder));
        json.WriteString("version", index.Version);
        json.WriteNumber("items", index.Count);
        json.WriteNumber("dimension", index.Dimension);
        json.WriteBoolean("thumbnails", index.HasThumbnails);
        json.WriteString("source", manifest.Source);
        json.WriteString("created", manifest.Created);
        json.WriteString("model", manifest.ModelSha256);
        json.WriteString("preprocessing", manifest.Preprocessing);
        json.WriteNumber("bytes", IndexFolder.BytesOf(manifest));
        json.WriteStartArray("segments");
        foreach (SegmentRecord segment in manifest.Segments)
        {
            json.WriteStartObject();
            json.WriteString("name", segment.Name);
            json.WriteNumber("rows", segment.Rows);
            json.WriteNumber("items", segment.LiveRows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("verified", verified);
    }

    static string Segments(int count) => count == 1 ? "1 segment" : $"{count:N0} segments";
}
