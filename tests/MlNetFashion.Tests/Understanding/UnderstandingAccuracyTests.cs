using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlNetFashion.Models;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

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
    public void The_tagger_finds_nothing_wrong_in_generated_requests()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(ShippedModels.Require());
        var spurious = new SortedSet<string>(StringComparer.Ordinal);
        (FindingScore score, FindingScore tagged) = (new FindingScore(), new FindingScore());
        foreach ((string text, IReadOnlyList<ExpectedFinding> findings) in HeldOutRequests.Make(2_500, seed: 3))
        {
            score.Add(findings, QueryUnderstanding.Default.Read(text).Findings);
            IReadOnlyList<QueryFinding> found = pipeline.Understanding.Read(text).Findings;
            tagged.Add(findings, found);
            foreach (QueryFinding finding in found.Where(finding => finding.Source == FindingSource.Model))
                spurious.Add($"{finding.Kind} {finding.Value}");
        }

        TestContext.Out.WriteLine($"{score}\nwith the shipped models: {tagged}\n{string.Join(", ", spurious)}");
        Assert.That(tagged.F1, Is.GreaterThanOrEqualTo(score.F1 - 0.005), tagged.ToString());
    }

    /// <remarks>The tagger never saw these values tagged. A finding is right when the whole lexicon has one of its kind there.</remarks>
    [Test]
    public void Values_that_a_lexicon_lacks_are_found_by_the_tagger()
    {
        using FashionModels models = FashionModels.Load(ShippedModels.Require());
        if (!models.Has(ModelRole.TextTagger))
            Assert.Ignore("The shipped models have no text tagger.");
        FashionLexicon whole = FashionLexicon.Default;
        var less = new FashionLexicon(
            [.. whole.Entries.Where(entry => !IsHeldOut(entry.Meaning))], whole.Headed, whole.Nouns, whole.Included, whole.Cues, whole.Words,
            whole.Lacking, whole.ReadAs);
        QueryUnderstanding lexicon = new(less), tagger = new(less, models);
        IReadOnlySet<string> known = new LexiconForms(less).KnownWords;
        var open = new List<string>();
        int missed = 0, recovered = 0, found = 0, right = 0;
        foreach (string caption in ReadCaptions(FashionData.Require("fashioniq-text.tar.gz")).Values.SelectMany(pairs => pairs)
            .SelectMany(captions => captions))
        {
            IReadOnlyList<QueryFinding> expected = QueryUnderstanding.Default.Read(caption).Findings;
            QueryFinding[] lacking = [.. expected.Where(finding => IsHeldOut(new LexiconMeaning(finding.Kind, finding.Value, default)))];
            if (lacking.Length == 0)
                continue;
            IReadOnlyList<QueryFinding> without = lexicon.Read(caption).Findings;
            // The model is never asked about words that the lexicon knows as ordinary ones.
            lacking =
            [
                .. lacking.Where(finding => !without.Any(other => Agree(other, finding)) &&
                    RequestWords.Read(caption.AsSpan(finding.Start, finding.Length), int.MaxValue).Any(word => !known.Contains(word.Text))),
            ];
            QueryFinding[] read = [.. tagger.Read(caption).Findings.Where(finding => finding.Source == FindingSource.Model)];
            missed += lacking.Length;
            open.AddRange(lacking.Where(finding => !read.Any(other => Agree(other, finding)))
                .Select(finding => caption.Substring(finding.Start, finding.Length)));
            recovered += lacking.Count(finding => read.Any(other => Agree(other, finding)));
            found += read.Length;
            right += read.Count(finding => expected.Any(other => Agree(other, finding)));
        }

        double precision = (double)right / Math.Max(1, found), recall = (double)recovered / Math.Max(1, missed);
        TestContext.Out.WriteLine($"Of {missed} findings that the lexicon lacks {recovered} are recovered: "
            + $"recall {recall:F3}; {right} of {found} findings are right: precision {precision:F3}. "
            + $"Most often missed: {string.Join(", ",
                open.CountBy(words => words).OrderByDescending(count => count.Value).Take(12).Select(count => $"{count.Key} ({count.Value})"))}.");
        Assert.That(precision, Is.GreaterThanOrEqualTo(0.88));
        Assert.That(recall, Is.GreaterThanOrEqualTo(0.28));
    }

    static bool IsHeldOut(LexiconMeaning meaning) => SHA256.HashData(Encoding.UTF8.GetBytes($"{meaning.Kind} {meaning.Value}"))[0] % 10 == 0;

    static bool Agree(QueryFinding one, QueryFinding other) => one.Kind == other.Kind && one.Start < other.End && other.Start < one.End;

    [Test]
    public void Captions_that_a_person_labelled_are_understood()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Understanding", Labels);
        if (!File.Exists(path))
            Assert.Ignore($"This test needs {Labels} beside its source: findings of 300 Fashion IQ validation captions, labelled by hand.");
        Dictionary<string, string[][]> captions = ReadCaptions(FashionData.Require("fashioniq-text.tar.gz"));
        (FindingScore score, FindingScore tagged) = (new FindingScore(), new FindingScore());
        using FashionPipeline? pipeline = ShippedModels.Find() is { } folder ? FashionPipeline.Load(folder) : null;
        foreach (LabelledCaption label in File.ReadLines(path).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<LabelledCaption>(line, s_json)!))
        {
            string caption = captions[label.Category][label.Pair][label.Caption];
            if (Hash(caption) != label.Sha256)
                caption = caption.Trim();
            Assert.That(Hash(caption), Is.EqualTo(label.Sha256),
                $"Caption {label.Caption} of pair {label.Pair} of {label.Category} is not the one that was labelled.");
            score.Add(label.Findings, QueryUnderstanding.Default.Read(caption).Findings);
            if (pipeline is not null)
                tagged.Add(label.Findings, pipeline.Understanding.Read(caption).Findings);
        }

        TestContext.Out.WriteLine($"{score}\nwith the shipped models: {(pipeline is null ? "none" : tagged)}");
        Assert.That(score.F1, Is.GreaterThanOrEqualTo(0.85), score.ToString());
        if (pipeline is not null)
            Assert.That(tagged.F1, Is.GreaterThanOrEqualTo(score.F1 - 0.005), tagged.ToString());
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
