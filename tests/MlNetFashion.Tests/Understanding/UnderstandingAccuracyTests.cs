using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetFashion.Tests.Understanding;

public sealed class UnderstandingAccuracyTests
{
    const string Labels = "fashion-iq-labels.jsonl";

    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } };

    [Test]
    public void Generated_requests_in_other_words_are_understood()
    {
        var score = new FindingScore();
        var wrong = new List<string>();
        foreach ((string text, IReadOnlyList<ExpectedFinding> findings) in HeldOutRequests.Make(2_500, seed: 3))
        {
            IReadOnlyList<QueryFinding> found = QueryUnderstanding.Default.Read(text).Findings;
            score.Add(findings, found);
            var one = new FindingScore();
            one.Add(findings, found);
            if (one.F1 < 1)
                wrong.Add($"{text} -> {Reading.Line(found)}");
        }

        TestContext.Out.WriteLine($"{score}\n{string.Join('\n', wrong.Take(20))}");
        Assert.That(score.F1, Is.GreaterThanOrEqualTo(0.95), score.ToString());
    }

    [Test]
    public void Captions_that_a_person_labelled_are_understood()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Understanding", Labels);
        if (!File.Exists(path))
            Assert.Ignore($"This test needs {Labels} beside its source: findings of 300 Fashion IQ validation captions, labelled by hand.");
        Dictionary<string, string[][]> captions = ReadCaptions(FashionData.Require("fashioniq-text.tar.gz"));
        var score = new FindingScore();
        foreach (LabelledCaption label in File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<LabelledCaption>(line, s_json)!))
        {
            string caption = captions[label.Category][label.Pair][label.Caption];
            if (Hash(caption) != label.Sha256)
                caption = caption.Trim();
            Assert.That(Hash(caption), Is.EqualTo(label.Sha256), $"Caption {label.Caption} of pair {label.Pair} of {label.Category} is not the one that was labelled.");
            score.Add(label.Findings, QueryUnderstanding.Default.Read(caption).Findings);
        }

        TestContext.Out.WriteLine(score);
        Assert.That(score.F1, Is.GreaterThanOrEqualTo(0.85), score.ToString());
    }

    // As the files have them: spans count every blank.
    static Dictionary<string, string[][]> ReadCaptions(string archive)
    {
        var captions = new Dictionary<string, string[][]>();
        using var reader = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (reader.GetNextEntry() is { } entry)
        {
            string[] name = Path.GetFileName(entry.Name).Split('.');
            if (name is ["cap", var category, "val", "json"])
                captions[category] = [.. JsonSerializer.Deserialize<CaptionedPair[]>(entry.DataStream!, s_json)!.Select(pair => pair.Captions)];
        }

        return captions;
    }

    static string Hash(string caption) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caption)))[..16];

    sealed record CaptionedPair(string[] Captions);

    sealed record LabelledCaption(string Category, int Pair, int Caption, string Sha256, ExpectedFinding[] Findings);
}
