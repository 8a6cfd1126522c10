using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class QueryFileTests
{
    static IReadOnlyList<RetrievalQuery> Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["q.jsonl"], text);
        return [.. RetrievalQueryFile.Read(folder["q.jsonl"])];
    }

    [Test]
    public void The_lines_of_the_contract_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["q.jsonl"], """
            {"id":"q1","text":"navy blue shirt","image":"pictures/1.jpg","relevant":["15970","2"]}

            {"id":"q2","text":"नीली शर्ट 👗","image":null}
            {"id":"q3","image":"/elsewhere/3.jpg","kind":"composed","reference":"77","unknown":{"a":[1]}}
            """);
        RetrievalQuery[] queries = [.. RetrievalQueryFile.Read(folder["q.jsonl"])];
        Assert.That(queries.Select(query => (query.Id, query.Text, query.Image, query.Kind, query.Reference)),
            Is.EqualTo(((string, string?, string?, string?, string?)[])
        [
            ("q1", "navy blue shirt", Path.Combine(folder.Path, "pictures", "1.jpg"), null, null),
            ("q2", "नीली शर्ट 👗", null, null, null),
            ("q3", null, Path.GetFullPath("/elsewhere/3.jpg"), "composed", "77"),
        ]));
        Assert.That(queries.Select(query => string.Join(" ", query.Relevant)), Is.EqualTo((string[])["15970 2", "", ""]));
    }

    [TestCase("{\"id\":\"a\"}", "neither \"text\" nor \"image\"")]
    [TestCase("{\"id\":\"a\",\"text\":\"  \",\"image\":\"\"}", "neither \"text\" nor \"image\"")]
    [TestCase("{\"text\":\"shirt\"}", "\"id\" is missing")]
    [TestCase("{\"id\":1.5,\"text\":\"shirt\"}", "\"id\" should hold ids as text or whole numbers, but holds 1.5")]
    [TestCase("{\"id\":-1,\"text\":\"shirt\"}", "\"id\" should hold ids as text or whole numbers, but holds -1")]
    [TestCase("{\"id\":\"a\",\"text\":[]}", "\"text\" should be text")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"relevant\":\"b\"}", "\"relevant\" should be a list")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"relevant\":[7.5]}", "ids as text or whole numbers, but holds 7.5")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"relevant\":[true]}", "ids as text or whole numbers, but holds True")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\"", "not JSON")]
    [TestCase("[]", "should be an object")]
    [TestCase("{\"id\":\"first\",\"text\":\"x\"}", "that of line 1 already")]
    [TestCase("{\"id\":\"\\ud800\",\"text\":\"x\"}", "Line 3")]
    [TestCase("{\"id\":\"a\",\"image\":\"\\u0000\"}", "not a path")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"slices\":[]}", "\"slices\" should be an object")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"slices\":{\"type\":3}}", "The slice \"type\" should be text")]
    [TestCase("{\"id\":\"a\",\"text\":\"x\",\"slices\":{\"type\":[[]]}}", "The slice \"type\" should be text")]
    public void A_bad_line_is_named_with_the_reason(string line, string reason) => Assert.That(
        () => Read($"{{\"id\":\"first\",\"text\":\"x\"}}\n\n{line}\n"),
        Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("Line 3 of ").And.Message.Contains(reason));

    [Test]
    public void Whole_numbers_are_ids()
    {
        RetrievalQuery query = Read("{\"id\":1,\"text\":\"red dress\",\"reference\":12345678901234567890,\"relevant\":[48084,\"048085\"]}")[0];
        Assert.That((query.Id, query.Reference, string.Join(' ', query.Relevant)), Is.EqualTo(("1", "12345678901234567890", "48084 048085")));
    }

    [Test]
    public void The_lines_before_a_bad_one_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["q.jsonl"], "{\"id\":\"a\",\"text\":\"x\"}\nnot json");
        Assert.That(RetrievalQueryFile.Read(folder["q.jsonl"]).First().Id, Is.EqualTo("a"));
    }

    [Test]
    public void A_line_without_end_gives_a_sentence_instead_of_filling_the_memory() => Assert.That(
        () => Read(new string('x', 5_000_000)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("longer than"));

    [Test]
    public void A_byte_order_mark_and_windows_line_ends_do_no_harm() =>
        Assert.That(Read("\uFEFF{\"id\":\"a\",\"text\":\"x\"}\r\n\r\n{\"id\":\"b\",\"text\":\"y\"}\r\n").Select(query => query.Id),
            Is.EqualTo((string[])["a", "b"]));

    [Test]
    public void Queries_are_read_as_they_were_written()
    {
        Gen<string> text = Gen.String[Gen.Char["abé \"\\\n\tव{}[],:"], 0, 6].Select(noise => $"x{noise}x");
        using var folder = new TemporaryFolder();
        Gen<QuerySlices> slices = Gen.Select(Gen.Bool.Select(isType => isType ? "type" : "colour"), text).Array[0, 4]
            .Select(pairs => new QuerySlices(pairs.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))));
        Gen.Select(text, text.Null(), text.Array[0, 3], text.Null(), text.Null(), slices).Array[0, 5].Sample(drawn =>
        {
            RetrievalQuery[] queries = [.. drawn.Select((query, i) =>
                new RetrievalQuery($"{i}{query.Item1}", query.Item2, query.Item2 is null ? folder["p.png"] : null, query.Item3, query.Item4,
                    query.Item5) { Slices = query.Item6, Protocol = query.Item4 })];
            RetrievalQueryFile.Write(folder["q.jsonl"], queries);
            RetrievalQuery[] read = [.. RetrievalQueryFile.Read(folder["q.jsonl"])];
            Assert.That(read.Select(query => query with { Relevant = [] }), Is.EqualTo(queries.Select(query => query with { Relevant = [] })));
            Assert.That(read.Select(query => query.Relevant), Is.EqualTo(queries.Select(query => query.Relevant)));
        }, iter: 50, threads: 1);
    }

    [Test]
    public void More_pictures_and_terms_are_optional_members()
    {
        using var folder = new TemporaryFolder();
        var query = new RetrievalQuery("a", "x", folder["p.png"],
            [])
        { MoreImages = [folder["q.png"], folder["deep/r.png"]], Terms = [new("floral print", 1.5f), new("black", -1)] };
        RetrievalQueryFile.Write(folder["q.jsonl"], [query]);
        Assert.That(File.ReadAllText(folder["q.jsonl"]), Does.Contain("\"images\":[\"q.png\",\"deep/r.png\"],\"terms\":{\"floral print\":1.5,\"black\":-1}"));
        RetrievalQuery read = RetrievalQueryFile.Read(folder["q.jsonl"]).Single();
        Assert.That((read.MoreImages, read.Terms), Is.EqualTo((query.MoreImages, query.Terms)).UsingPropertiesComparer());
        Assert.That(RetrievalRun.Fingerprint([read]),
            Is.EqualTo(RetrievalRun.Fingerprint([query])).And.Not.EqualTo(RetrievalRun.Fingerprint([query with { Terms = [] }])));
    }

    [TestCase("\"images\":\"b.png\"", "\"images\" should be a list of paths, but is String.")]
    [TestCase("\"images\":[1]", "\"images\" should hold paths, but holds 1.")]
    [TestCase("\"terms\":[\"red\"]", "\"terms\" should be an object of words to weights, but is Array.")]
    [TestCase("\"terms\":{\"red\":\"much\"}", "\"terms\" should give \"red\" a number, but gives \"much\".")]
    public void Members_of_another_form_are_named(string member, string reason) =>
        Assert.That(() => Read($"{{\"id\":\"a\",\"text\":\"x\",{member}}}"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));

    [Test]
    public void A_folder_of_queries_can_be_moved()
    {
        using TemporaryFolder first = new(), second = new();
        RetrievalQueryFile.Write(first["q.jsonl"],
            [new RetrievalQuery("a", null, first["pictures/a.png"], []), new RetrievalQuery("b", null, second["b.png"], [])]);
        File.Copy(first["q.jsonl"], second["q.jsonl"]);
        RetrievalQuery[] moved = [.. RetrievalQueryFile.Read(second["q.jsonl"])];
        Assert.That(moved.Select(query => query.Image), Is.EqualTo((string[])[Path.GetFullPath(second["pictures/a.png"]), second["b.png"]]));
    }

    [TestCase("terms\":{\"black\":-1e999}")]
    [TestCase("terms\":{\"\\ud800\":1}")]
    [TestCase("text\":\"\\ud800\"")]
    [TestCase("image\":\"\\udc00.jpg\"")]
    [TestCase("kind\":\"\\ud800x\"")]
    [TestCase("slices\":{\"a\":\"\\ud800\"}")]
    [TestCase("relevant\":[\"\\ud800\"]")]
    [TestCase("gallery\":\"a\\u0000b\"")]
    public void What_is_no_text_or_no_number_is_refused_with_its_line(string member) =>
        Assert.That(() => Read("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"x\",\"" + member + "}"),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("Line 2 of "));

    [Test]
    public void Bytes_that_are_no_text_are_refused_wherever_they_stand()
    {
        using var folder = new TemporaryFolder();
        foreach (string member in (string[])["text", "kind", "unknown"])
        {
            byte[] line = System.Text.Encoding.UTF8.GetBytes($"{{\"id\":\"a\",\"image\":\"b.jpg\",\"{member}\":\"?\"}}");
            line[Array.IndexOf(line, (byte)'?')] = 0xFF;
            File.WriteAllBytes(folder["q.jsonl"], line);
            Assert.That(() => RetrievalQueryFile.Read(folder["q.jsonl"]).ToArray(),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("It is not UTF-8 text."), member);
        }
    }
}
