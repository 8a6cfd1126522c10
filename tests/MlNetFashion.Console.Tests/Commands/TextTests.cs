using System.Text.Json;
using MlNetFashion.Tests.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Commands;

public sealed class TextTests
{
    [Test]
    public void Tokens_are_those_of_the_library()
    {
        const string text = "A RED stripéd 😀 dress";
        IReadOnlyList<WordPieceToken> expected = WordPieceTokenizer.Default.EncodeToTokens(text);
        Assert.That(ToolRun.Of("tokenize", text).Succeeded().Output, Is.EqualTo(string.Join(' ', expected.Select(token => $"{token.Piece}:{token.Id}")) + Environment.NewLine));
        JsonElement line = ToolRun.Of("tokenize", text, "--json").Succeeded().Json.Single();
        Assert.That(line.GetProperty("text").GetString(), Is.EqualTo(text));
        Assert.That(line.GetProperty("tokens").EnumerateArray().Select(token => new WordPieceToken(
            token.GetProperty("id").GetInt32(), token.GetProperty("piece").GetString()!, token.GetProperty("start").GetInt32(), token.GetProperty("length").GetInt32())), Is.EqualTo(expected));
    }

    [Test]
    public void A_vocabulary_that_was_made_is_a_vocabulary_to_tokenize_with()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["texts.txt"], Enumerable.Repeat("wunderbar wunderbar rotes Kleid", 20));
        string made = ToolRun.Of("vocabulary", folder["texts.txt"], "--size", "400", "--out", folder["vocab.txt"]).Succeeded().Output;
        WordPieceVocabulary vocabulary = WordPieceVocabulary.Load(folder["vocab.txt"]);
        Assert.That(made, Does.Contain($"{vocabulary.Size:N0} pieces").And.Contain(vocabulary.Sha256));
        Assert.That(ToolRun.Of("tokenize", "Wunderbar", "--vocab", folder["vocab.txt"]).Succeeded().Output.Trim(), Is.EqualTo($"wunderbar:{vocabulary.Find("wunderbar")}"));
    }

    [Test]
    public void The_shipped_vocabulary_is_what_the_command_makes()
    {
        string data = Path.GetDirectoryName(FashionData.Require("fashioniq-text.tar.gz"))!;
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("vocabulary", "--data", data, "--out", folder["vocab.txt"]).Succeeded().Output, Does.Contain(WordPieceVocabulary.Default.Sha256));
    }

    [Test]
    public void What_is_no_vocabulary_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["vocab.txt"], "a\nb\n");
        Assert.That(ToolRun.Of("tokenize", "a", "--vocab", folder["vocab.txt"]).ErrorLine, Does.Contain("has no [PAD]"));
        Assert.That(ToolRun.Of("tokenize", "a", "--vocab", folder["none.txt"]).ErrorLine, Does.Contain("none.txt"));
    }
}
