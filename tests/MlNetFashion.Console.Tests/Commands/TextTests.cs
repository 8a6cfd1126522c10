using System.IO.Compression;
using System.Text.Json;
using MlNetFashion.Text;
using MlNetFashion.Tool.Commands;

namespace MlNetFashion.Tests.Commands;

public sealed class TextTests
{
    [Test]
    public void Tokens_are_those_of_the_library()
    {
        const string text = "A RED stripéd 😀 dress";
        IReadOnlyList<WordPieceToken> expected = WordPieceTokenizer.Default.EncodeToTokens(text);
        Assert.That(ToolRun.Of("tokenize", text).Succeeded().Output,
            Is.EqualTo(string.Join(' ', expected.Select(token => $"{token.Piece}:{token.Id}")) + Environment.NewLine));
        JsonElement line = ToolRun.Of("tokenize", text, "--json").Succeeded().Json.Single();
        Assert.That(line.GetProperty("text").GetString(), Is.EqualTo(text));
        Assert.That(line.GetProperty("tokens").EnumerateArray().Select(token => new WordPieceToken(
            token.GetProperty("id").GetInt32(), token.GetProperty("piece").GetString()!, token.GetProperty("start").GetInt32(),
                token.GetProperty("length").GetInt32())), Is.EqualTo(expected));
    }

    [Test]
    public void A_vocabulary_that_was_made_is_a_vocabulary_to_tokenize_with()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["texts.txt"], Enumerable.Repeat("wunderbar wunderbar rotes Kleid", 20));
        string made = ToolRun.Of("vocabulary", folder["texts.txt"], "--size", "400", "--out", folder["vocab.txt"]).Succeeded().Output;
        WordPieceVocabulary vocabulary = WordPieceVocabulary.Load(folder["vocab.txt"]);
        Assert.That(made, Does.Contain($"{vocabulary.Size:N0} pieces").And.Contain(vocabulary.Sha256));
        Assert.That(ToolRun.Of("tokenize", "Wunderbar", "--vocab", folder["vocab.txt"]).Succeeded().Output.Trim(),
            Is.EqualTo($"wunderbar:{vocabulary.Find("wunderbar")}"));
    }

    [Test]
    public void The_shipped_vocabulary_is_what_the_command_makes()
    {
        string data = Path.GetDirectoryName(FashionData.Require("fashioniq-text.tar.gz"))!;
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("vocabulary", "--data", data, "--out", folder["vocab.txt"]).Succeeded().Output,
            Does.Contain(WordPieceVocabulary.Default.Sha256));
    }

    [Test]
    public void What_is_no_vocabulary_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["vocab.txt"], "a\nb\n");
        Assert.That(ToolRun.Of("tokenize", "a", "--vocab", folder["vocab.txt"]).ErrorLine, Does.Contain("has no [PAD]"));
        Assert.That(ToolRun.Of("tokenize", "a", "--vocab", folder["none.txt"]).ErrorLine, Does.Contain("none.txt"));
    }

    [Test]
    public void Nothing_is_learned_from_what_is_no_text()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["empty.txt"], "\n \n\u200b\n");
        Assert.That(Learn("empty.txt"), Does.StartWith("There are no words in"));
        File.WriteAllBytes(folder["latin.txt"], [(byte)'a', (byte)'\n', 0xe9, (byte)'\n']);
        Assert.That(Learn("latin.txt"), Does.Contain("latin.txt' is not UTF-8 text"));
        File.WriteAllText(folder["plain.gz"], "red dress\n");
        Assert.That(Learn("plain.gz"), Does.Contain("plain.gz' is damaged or no .gz file"));
        Assert.That(File.Exists(folder["vocab.txt"]), Is.False);

        string Learn(string file) => ToolRun.Of("vocabulary", folder[file], "--out", folder["vocab.txt"]).ErrorLine;
    }

    [Test]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        using TemporaryFolder folder = new();
        using (var gz = new GZipStream(File.Create(folder["endless.gz"]), CompressionLevel.Fastest))
        {
            byte[] block = [.. Enumerable.Repeat((byte)'a', 1 << 20)];
            for (int i = 0; i <= TextLines.Longest >> 20; i++)
                gz.Write(block);
        }

        Assert.That(ToolRun.Of("vocabulary", folder["endless.gz"], "--out", folder["vocab.txt"]).ErrorLine,
            Does.StartWith("Line 1 of '").And.Contain("is longer than"));
    }

    [Test]
    public void Lines_are_those_of_a_text_reader_wherever_a_block_ends()
    {
        var random = new Random(4);
        for (int round = 0; round < 300; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40))
                .Select(_ => random.Next(5) switch { 0 => "\r", 1 => "\n", 2 => "\r\n", 3 => new string('x', random.Next(9000)), _ => "" }));
            var expected = new List<string>();
            using (var reader = new StringReader(text))
            {
                while (reader.ReadLine() is { } line)
                    expected.Add(line);
            }

            using var read = new StringReader(text);
            Assert.That(TextLines.Of(read, "the text"), Is.EqualTo(expected));
        }
    }
}
