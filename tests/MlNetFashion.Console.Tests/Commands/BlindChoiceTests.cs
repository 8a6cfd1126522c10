using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Training.Generator.Choice;

namespace MlNetFashion.Tests.Commands;

public sealed class BlindChoiceTests
{
    static readonly RgbImage s_reference = new(60, 80);

    [Test]
    public void The_requests_are_thirty_of_six_groups()
    {
        IReadOnlyList<BlindRequest> all = BlindRequest.All();
        Assert.That(all, Has.Count.EqualTo(30));
        Assert.That(all.Select(request => (request.Text, request.Like is null ? "" : string.Join(',', request.Like))).Distinct().Count(), Is.EqualTo(30));
        Assert.That(all.GroupBy(request => request.Group).Select(group => group.Count()), Is.EqualTo(new[] { 6, 6, 6, 4, 4, 4 }));
        Assert.That(all.Where(request => request.Like is not null).Select(request => request.Group).Distinct(), Is.EqualTo(new[] { "reference" }));
    }

    [Test]
    public void Each_request_is_drawn_in_each_round_on_sides_that_only_the_key_tells_and_a_seed_gives_the_same_pages()
    {
        using TemporaryFolder folder = new();
        Assert.That(Write(folder["one"], seed: 3), Is.EqualTo(12));
        BlindKey key = Key(folder["one"]);
        Assert.That(key.Pairs.Select(pair => pair.Number), Is.EqualTo(Enumerable.Range(1, 12)));
        Assert.That(key.Pairs.GroupBy(pair => pair.Text).Select(group => group.Count()), Has.All.EqualTo(2));
        Assert.That(key.Pairs.Select(pair => pair.New).Distinct().Count(), Is.EqualTo(2));
        Assert.That(Directory.GetFiles(folder["one"], "page-*.png"), Has.Length.EqualTo(3));

        Write(folder["two"], seed: 3);
        foreach (string file in Directory.GetFiles(folder["one"]))
            Assert.That(File.ReadAllBytes(Path.Combine(folder["two"], Path.GetFileName(file))), Is.EqualTo(File.ReadAllBytes(file)), file);
        Write(folder["three"], seed: 4);
        Assert.That(Key(folder["three"]).Pairs, Is.Not.EqualTo(key.Pairs));
    }

    [Test]
    public void A_folder_that_holds_something_is_left_alone()
    {
        using TemporaryFolder folder = new();
        folder.Write("mine.txt", "mine");
        Assert.That(() => BlindPages.Write(TinyModels.Folder, TinyModels.Folder, folder.Path, data: null),
            Throws.TypeOf<IOException>().With.Message.Contains("holds something already"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_verdict_counts_what_the_key_calls_new()
    {
        using TemporaryFolder folder = new();
        Write(folder["pages"], seed: 1);
        IReadOnlyList<BlindPair> pairs = Key(folder["pages"]).Pairs;
        Choose(pair => pair.Number <= 7 ? pair.New : pair.Number == 8 ? "same" : pair.New == "A" ? "b" : "a");
        BlindVerdict verdict = BlindVerdict.Read(folder["pages"]);
        Assert.That(verdict.All, Is.EqualTo(new BlindGroup("all", 12, 7, 1)));
        foreach (BlindGroup group in verdict.Groups)
        {
            BlindPair[] own = [.. pairs.Where(pair => pair.Group == group.Name)];
            Assert.That(group, Is.EqualTo(new BlindGroup(group.Name, own.Length, own.Count(pair => pair.Number <= 7), own.Count(pair => pair.Number == 8))));
        }

        Choose(pair => pair.Number == 5 ? "" : "A");
        Assert.That(() => BlindVerdict.Read(folder["pages"]), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("Pair 5 has no choice yet."));
        Choose(pair => pair.Number == 6 ? "left" : "A");
        Assert.That(() => BlindVerdict.Read(folder["pages"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("\"left\""));
        File.WriteAllText(Path.Combine(folder["pages"], "key.json"), "{");
        Assert.That(() => BlindVerdict.Read(folder["pages"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("damaged"));
        Assert.That(() => BlindVerdict.Read(folder["nowhere"]), Throws.TypeOf<FileNotFoundException>());

        void Choose(Func<BlindPair, string> choice) =>
            File.WriteAllLines(Path.Combine(folder["pages"], "choices.csv"), ["pair,choice", .. pairs.Select(pair => $"{pair.Number},{choice(pair)}")]);
    }

    // Worked out by hand from Wilson's formula.
    [TestCase(51, 60, 0.7389, 0.9190)]
    [TestCase(60, 60, 0.9398, 1)]
    [TestCase(0, 60, 0, 0.0602)]
    public void The_interval_is_Wilsons(int preferred, int pairs, double low, double high)
    {
        (double from, double to) = new BlindGroup("all", pairs, preferred, 0).Interval;
        Assert.That((from, to), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-4 && Math.Abs(a.Item2 - b.Item2) < 1e-4));
    }

    static int Write(string folder, int seed)
    {
        BlindRequest[] requests = [.. BlindRequest.All().Skip(24)];
        using FashionPipeline judged = FashionPipeline.Load(TinyModels.Folder), beside = FashionPipeline.Load(TinyModels.Folder);
        Directory.CreateDirectory(folder);
        return BlindPages.Write(judged, beside, folder, requests, requests.Where(request => request.Like is not null).ToDictionary(request => request,
            _ => s_reference), rounds: 2, seed);
    }

    static BlindKey Key(string folder) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, "key.json")), BlindKeyJson.Default.BlindKey)!;
}
