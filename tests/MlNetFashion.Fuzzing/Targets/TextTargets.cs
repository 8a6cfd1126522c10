using System.Text;
using MlNetFashion.Conversations;
using MlNetFashion.Text;
using MlNetFashion.Tool.Commands;
using MlNetFashion.Understanding;

namespace MlNetFashion.Fuzzing;

/// <summary>What people type, and files of it: any text has an answer.</summary>
static class TextTargets
{
    static readonly byte[][] s_requests =
        ["a red dress under 50 euros"u8.ToArray(), "like the second one, but sleeveless and not black"u8.ToArray(),
            "sneakers size 42 without stripes"u8.ToArray(), "Größe 38 weiß, café-au-lait 👗"u8.ToArray()];

    static readonly string[] s_words = ["not ", "without ", "under ", "the second one", "€", "between 10 and ", "more like ", "dress", "red", " but ",
        "size 1e9", "#3", "-"];

    public static IEnumerable<FuzzTarget> All()
    {
        yield return new FuzzTarget("tokens", s_requests, Tokens) { Tokens = s_words };
        var understanding = new QueryUnderstanding(FashionLexicon.Default);
        yield return new FuzzTarget("understanding", s_requests, input => Understood(understanding, Encoding.UTF8.GetString(input)))
        {
            Tokens = s_words,
            Executions = 400
        };
        byte[][] lines = ["one\r\ntwo\n\nGröße\n"u8.ToArray()];
        yield return new FuzzTarget("text-lines", lines, input => string.Join('|', TextLines.OfFile(new MemoryStream(input), "'a.txt'")));
    }

    static string Tokens(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        IReadOnlyList<WordPieceToken> tokens = WordPieceTokenizer.Default.EncodeToTokens(text);
        Answers.Require(WordPieceTokenizer.Default.CountTokens(text) <= tokens.Count, "more are counted than there are");
        return string.Join(' ', tokens);
    }

    static string Understood(QueryUnderstanding understanding, string text)
    {
        UnderstoodQuery read = understanding.Read(text);
        foreach (QueryFinding finding in read.Findings)
            Answers.Require(finding.Start >= 0 && finding.Start + finding.Length <= text.Length, $"a finding lies outside of the text: {finding}");
        Utterance said = UtteranceReader.Read(text, understanding, onCatalogue: understood => understood, canPoint: true);
        return $"{string.Join('|', read.Findings)} {string.Join('|', NumberPhraseReader.Read(text))} {said.Kind} {string.Join('|', said.References)}";
    }
}
