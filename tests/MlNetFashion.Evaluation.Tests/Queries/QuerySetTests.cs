using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation.Tests;

/// <summary>A set of queries is replaced as one, and what it keeps of the disk's faults.</summary>
public sealed class QuerySetTests
{
    [Test]
    public void Whatever_step_fails_the_old_set_is_there_or_the_new() =>
        TestContext.Out.WriteLine($"{new DiskFaults(folder => Write(folder, 1), folder => Write(folder, 2), Answers).Examine()} faults");

    [Test]
    public void Whatever_step_fails_of_a_set_with_a_gallery_the_two_belong_together() =>
        TestContext.Out.WriteLine($"{new DiskFaults(folder => WriteGallery(folder, 1), folder => WriteGallery(folder, 2), folder =>
    {
        RetrievalQuery[] queries = Read(folder);
        IReadOnlySet<string> gallery = QueryFolder.ReadGallery(queries);
        Assert.That(queries[0].Relevant, Is.SubsetOf(gallery), "answers are among what is searched");
        return string.Join(' ', queries.Select(query => query.Id).Concat(gallery));
    }).Examine()} faults");

    [Test]
    public void Whatever_step_fails_the_old_run_is_there_or_the_new() =>
        TestContext.Out.WriteLine($"{new DiskFaults(folder => Run(folder, 1), folder =>
            Run(folder, 2), folder => string.Join(' ', RetrievalRun.Load(Path.Combine(folder, "run.jsonl")).Queries.Select(query => query.Id)))
            .Examine()} faults");

    [Test]
    public void A_second_writer_is_refused_while_the_first_writes()
    {
        using TemporaryFolder folder = new();
        using (new QueryFolderDraft(folder.Path))
            Assert.That(() => Write(folder.Path, 1), Throws.InstanceOf<IOException>().With.Message.Contains("writing queries"));
        Assert.That(() => Write(folder.Path, 1), Throws.Nothing);
    }

    [Test]
    public void Where_no_query_can_be_made_the_old_set_stays()
    {
        using TemporaryFolder folder = new();
        Write(folder.Path, 1);
        string before = Answers(folder.Path);
        Assert.That(QueryFolder.Write(folder.Path, new QueryMaker(QueryVocabulary.Sample, new QueryMakerOptions()), () => []), Is.Empty);
        Assert.That(Answers(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void Queries_that_name_no_list_or_several_are_refused()
    {
        using TemporaryFolder folder = new();
        var query = new RetrievalQuery("q", "red", null, ["a"]);
        Assert.That(() => QueryFolder.ReadGallery([query]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("name none"));
        Assert.That(() => QueryFolder.ReadGallery([query with { Gallery = folder["a"] }, query with { Gallery = folder["b"] }]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("2 different ones"));
        Assert.That(() => QueryFolder.ReadGallery([query with { Gallery = folder["a"] }]), Throws.TypeOf<FileNotFoundException>());
    }

    static void Write(string folder, int seed)
    {
        CatalogueEntry Entry(int i) => new(
            SmallIndex.Item($"{i}", $"title {i}", ("garment", "dress"), ("colour", i % 2 == 0 ? "red" : "blue"), ("gender", "Women")),
                new CataloguePicture(SmallIndex.Picture((byte)(i * 20), (byte)(seed * 50), 9)));
        QueryFolder.Write(folder, new QueryMaker(QueryVocabulary.Sample, new QueryMakerOptions { MinimumRelevant = 2, PerKind = 3, Seed = seed }), () =>
            Enumerable.Range(0, 4).Select(Entry));
    }

    static void WriteGallery(string folder, int set)
    {
        using var draft = new QueryFolderDraft(folder);
        draft.Commit([new RetrievalQuery($"q{set}", "red", null, [$"a{set}"])], [$"a{set}", $"b{set}"]);
    }

    static void Run(string folder, int count) => new RetrievalRun
    {
        Protocol = "own-queries",
        QueriesSha256 = "a",
        GallerySha256 = "b",
        Gallery = 5,
        Depth = 5,
        Cutoffs = [1],
        DuplicatesAsOne = false,
        Queries = [.. Enumerable.Range(0, count).Select(i => new RunQuery($"q{i}", null, new QueryScore(1, [1])))],
    }.Save(Path.Combine(folder, "run.jsonl"));

    static RetrievalQuery[] Read(string folder) => [.. RetrievalQueryFile.Read(Path.Combine(folder, QueryFolder.FileName))];

    // Words, answers and pixels.
    static string Answers(string folder) => string.Join('\n', Read(folder).Select(query =>
        $"{query.Id} {query.Text} {string.Join(',', query.Relevant)} {(query.Image is null ? ""
            : Convert.ToHexString(RgbImage.Load(query.Image).Pixels.AsSpan(0, 9)))}"));
}
