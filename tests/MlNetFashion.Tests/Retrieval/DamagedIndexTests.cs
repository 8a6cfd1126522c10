using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

/// <summary>A damaged index gives a sentence or the right answer, whatever the damage.</summary>
sealed partial class DamagedIndexTests
{
    const string Manifest = "fashion-index.json";

    [Test]
    public void Any_byte_changed_gives_a_sentence_or_the_same_answers()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string whole = SmallIndex.Answers(folder.Path);
        int refused = 0, tried = 0;
        foreach (string path in Files(folder))
        {
            byte[] bytes = File.ReadAllBytes(path);
            for (int position = 0; position < bytes.Length; position += path.EndsWith(".thumbnails") ? 7 : 1)
            {
                // Another bit at each byte; upper and lower case among them.
                byte mask = (byte)(1 << position % 8);
                bytes[position] ^= mask;
                File.WriteAllBytes(path, bytes);
                bytes[position] ^= mask;
                tried++;
                if (!SameOrRefused(folder.Path, whole))
                    refused++;
            }

            File.WriteAllBytes(path, bytes);
        }

        // Only blanks between the manifest's members can change unnoticed.
        Assert.That(refused, Is.GreaterThan(tried * 0.98));
        Assert.That(SmallIndex.Answers(folder.Path), Is.EqualTo(whole));
    }

    [TestCase("embeddings")]
    [TestCase("codes")]
    public void A_damaged_file_of_many_blocks_is_named_by_whatever_search_meets_it(string section)
    {
        const int Rows = 20_000, D = 4;
        using var folder = new TemporaryFolder();
        float[] vectors = SmallIndex.Vectors(Rows, D, seed: 4);
        using (var writer = new IndexWriter(folder.Path, SmallIndex.Description, D, thumbnails: false))
        {
            for (int i = 0; i < Rows; i++)
                writer.Add(SmallIndex.Item($"{i}"), vectors.AsSpan(i * D, D));
            writer.Commit();
        }

        string path = Directory.GetFiles(folder.Path, $"*.{section}").Single();
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < Rows; i += 1000)
            bytes[i * D] ^= 1;
        File.WriteAllBytes(path, bytes);
        using EmbeddingIndex index = EmbeddingIndex.Open(folder.Path);
        float[] query = vectors[..D];
        Refused(() => index.Search(query, Rows));
        Refused(() => index.Verify());
        if (section == "codes")
            Refused(() => IndexWriter.BuildGraphs(folder.Path));
        else
            Refused(() => index.SearchMany([query, query], Rows));

        void Refused(Action search) =>
            Assert.That(search, Throws.InstanceOf<InvalidDataException>().With.Message.Contains(Path.GetFileName(path)));
    }

    [Test]
    public void Any_file_cut_off_anywhere_or_made_longer_gives_a_sentence()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string whole = SmallIndex.Answers(folder.Path);
        foreach (string path in Files(folder))
        {
            byte[] bytes = File.ReadAllBytes(path);
            for (int length = 0; length < bytes.Length; length += path.EndsWith(".thumbnails") ? 13 : 1)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.That(SameOrRefused(folder.Path, whole), Is.False, $"{path} cut to {length}");
            }

            File.WriteAllBytes(path, [.. bytes, 0]);
            Assert.That(SameOrRefused(folder.Path, whole), Is.False, $"{path} with a byte more");
            File.Delete(path);
            if (Path.GetFileName(path) != Manifest)
                Assert.That(() => EmbeddingIndex.Open(folder.Path),
                    Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"lacks the file \"{Path.GetFileName(path)}\""));
            File.WriteAllBytes(path, bytes);
        }
    }

    [TestCase("")]
    [TestCase("%PDF-1.7 \u0001\u0002")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("17")]
    [TestCase("{\"format\":17,\"version\":2}")]
    [TestCase("{\"format\":\"mlnetfashion-index\",\"version\":\"1\"}")]
    [TestCase("{\"format\":\"mlnetfashion-index\",\"version\":2}")]
    [TestCase("{\"format\":\"mlnetfashion-index\",\"version\":1e99}")]
    public void A_foreign_manifest_gives_a_sentence(string text)
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        File.WriteAllText(folder[Manifest], text);
        Assert.That(() => EmbeddingIndex.Open(folder.Path),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(Manifest).And.Message.Contains("ndex the catalogue again"));
    }

    [Test]
    public void A_deeply_nested_manifest_gives_a_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[Manifest], new string('[', 500_000));
        Assert.That(() => EmbeddingIndex.Open(folder.Path), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void A_manifest_of_another_format_or_version_says_so()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[Manifest], "{\"format\":\"recipes\"}");
        Assert.That(() => EmbeddingIndex.Open(folder.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("\"recipes\""));
        File.WriteAllText(folder[Manifest], "{\"format\":\"mlnetfashion-index\",\"version\":3,\"shards\":[]}");
        Assert.That(() => EmbeddingIndex.Open(folder.Path),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("version 3, but this program reads version 2. Update the program"));
        File.WriteAllText(folder[Manifest], "{\"format\":\"mlnetfashion-index\",\"version\":1,\"generation\":\"0123abcd\"}");
        Assert.That(() => EmbeddingIndex.Open(folder.Path),
            Throws.InstanceOf<InvalidDataException>().With.Message.EndsWith("version 1, but this program reads version 2. Index the catalogue again."));
    }

    // These have the right checksum: numbers are distrusted even so.
    [TestCase("\"count\": 5", "\"count\": 2147483647")]
    [TestCase("\"count\": 5", "\"count\": -5")]
    [TestCase("\"count\": 5", "\"count\": 0")]
    [TestCase("\"dimension\": 4", "\"dimension\": 2147483647")]
    [TestCase("\"dimension\": 4", "\"dimension\": 5")]
    [TestCase("\"bytes\": 80", "\"bytes\": 9000000000000000000")]
    [TestCase("\"rows\": 5", "\"rows\": 2147483647")]
    [TestCase("\"name\": \"[0-9a-f]*\"", "\"name\": \"../../..\"")]
    [TestCase("\"thumbnails\": {[^}]*}", "\"thumbnails\": null")]
    [TestCase("\"embeddings\": {[^}]*}", "\"embeddings\": null")]
    public void A_forged_manifest_gives_a_sentence_and_allocates_nothing_large(string pattern, string replacement)
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string forged = Regex.Replace(File.ReadAllText(folder[Manifest]), pattern, replacement);
        File.WriteAllText(folder[Manifest], Sealed(forged));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(() => EmbeddingIndex.Open(folder.Path), Throws.InstanceOf<InvalidDataException>());
        Assert.That(Sealed(forged), Is.Not.EqualTo(forged), "the forgery changed something");
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void Sealing_in_this_test_is_what_the_format_says()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string manifest = File.ReadAllText(folder[Manifest]);
        Assert.That(Sealed(manifest), Is.EqualTo(manifest));
    }

    static string Sealed(string manifest)
    {
        string open = OwnHash().Replace(manifest, "${1}\"");
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(open)));
        return OwnHash().Replace(manifest, $"${{1}}{hash}\"");
    }

    [GeneratedRegex("(\n  \"sha256\": \")[0-9a-f]*\"")]
    private static partial Regex OwnHash();

    static string[] Files(TemporaryFolder folder)
    {
        File.Delete(folder["fashion-index.lock"]);
        string[] files = Directory.GetFiles(folder.Path);
        Assert.That(files, Has.Length.EqualTo(5));
        return files;
    }

    /// <summary>Whether the index answers as it should and is verified; false when it refuses. Anything else fails.</summary>
    static bool SameOrRefused(string folder, string whole)
    {
        try
        {
            string answers = SmallIndex.Answers(folder);
            Assert.That(answers, Is.EqualTo(whole));
            // What no answer has touched may be damaged, and is found when all is looked at.
            using EmbeddingIndex index = EmbeddingIndex.Open(folder);
            index.Verify();
            return true;
        }
        catch (InvalidDataException e)
        {
            Assert.That(e.Message, Does.EndWith("."));
            return false;
        }
    }
}
