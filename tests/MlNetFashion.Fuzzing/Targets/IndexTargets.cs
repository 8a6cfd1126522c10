using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests;

namespace MlNetFashion.Fuzzing;

/// <summary>The files of an index: each with its checksum not fitting, which has to be told, and each with one that fits again.</summary>
static class IndexTargets
{
    static readonly Scratch s_intact = Make();

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("index-manifest", [File.ReadAllBytes(s_intact[IndexManifest.FileName])],
            Read(IndexManifest.FileName, mends: false))
        { IsJson = true, IsChecked = true, Executions = 300 };
        yield return new FuzzTarget("index-manifest-mended", [File.ReadAllBytes(s_intact[IndexManifest.FileName])],
            Read(IndexManifest.FileName, mends: true))
        { IsJson = true, Executions = 300 };
        foreach (string section in (string[])[IndexFolder.Embeddings, IndexFolder.Codes, IndexFolder.Items, IndexFolder.Thumbnails])
        {
            string file = Path.GetFileName(Directory.GetFiles(s_intact.Path, $"*.{section}").Single());
            byte[] whole = File.ReadAllBytes(s_intact[file]);
            byte[][] corpus = [whole[..^SectionPieces.ChecksumBytes]];
            yield return new FuzzTarget($"index-{section}", [whole], Read(file, mends: false)) { IsChecked = true, Executions = 250 };
            yield return new FuzzTarget($"index-{section}-mended", corpus, Read(file, mends: true)) { Executions = 250, Tokens = ["colour", "Red", "id1"] };
        }
    }

    static Scratch Make()
    {
        var scratch = new Scratch();
        SmallIndex.Write(scratch.Path);
        return scratch;
    }

    static Func<byte[], string> Read(string file, bool mends)
    {
        var scratch = new Scratch();
        foreach (string path in Directory.GetFiles(s_intact.Path))
            File.Copy(path, scratch[Path.GetFileName(path)]);
        IndexManifest manifest = IndexManifest.Read(s_intact.Path);
        return input =>
        {
            if (!mends)
                scratch.Write(file, input);
            else if (file == IndexManifest.FileName)
                scratch.Write(file, Parse(input)?.ToBytes() ?? input);
            else
                scratch.Write(IndexManifest.FileName, With(manifest, file, Write(scratch[file], input)).ToBytes());
            return SmallIndex.Answers(scratch.Path);
        };
    }

    static IndexManifest? Parse(byte[] input)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(input, IndexManifestJson.Default.IndexManifest);
            manifest?.ToBytes();
            return manifest;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // With checksums that fit.
    static IndexSection Write(string path, byte[] input)
    {
        File.Delete(path);
        using var section = new IndexSectionWriter(path);
        section.Write(input);
        return section.Complete();
    }

    static IndexManifest With(IndexManifest manifest, string file, IndexSection section)
    {
        SegmentRecord segment = manifest.Segments[0];
        return manifest with
        {
            Segments =
            [
                Path.GetExtension(file)[1..] switch
                {
                    IndexFolder.Embeddings => segment with { Embeddings = section },
                    IndexFolder.Codes => segment with { Codes = section },
                    IndexFolder.Items => segment with { Items = section },
                    _ => segment with { Thumbnails = section },
                },
            ],
        };
    }
}
