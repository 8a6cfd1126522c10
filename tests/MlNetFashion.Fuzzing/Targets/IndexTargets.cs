using System.Security.Cryptography;
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
        foreach (string section in (string[])[IndexFolder.Embeddings, IndexFolder.Items, IndexFolder.Thumbnails, IndexFolder.ThumbnailTable])
        {
            string file = Path.GetFileName(Directory.GetFiles(s_intact.Path, $"*.{section}").Single());
            byte[][] corpus = [File.ReadAllBytes(s_intact[file])];
            yield return new FuzzTarget($"index-{section}", corpus, Read(file, mends: false)) { IsChecked = true, Executions = 250 };
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
            scratch.Write(file, input);
            if (mends)
                scratch.Write(IndexManifest.FileName, (file == IndexManifest.FileName ? Parse(input) : With(manifest, file, input))?.ToBytes() ?? input);
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

    static IndexManifest With(IndexManifest manifest, string file, byte[] input)
    {
        var section = new IndexSection(input.Length, Convert.ToHexStringLower(SHA256.HashData(input)));
        return Path.GetExtension(file)[1..] switch
        {
            // The number of items follows from the length, as far as it can.
            IndexFolder.Embeddings => manifest with { Embeddings = section },
            IndexFolder.Items => manifest with { Items = section },
            IndexFolder.Thumbnails => manifest with { Thumbnails = section },
            _ => manifest with { ThumbnailTable = section },
        };
    }
}
