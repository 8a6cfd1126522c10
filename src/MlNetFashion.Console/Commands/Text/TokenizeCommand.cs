using System.CommandLine;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion tokenize</c>: what the text encoder reads.</summary>
static class TokenizeCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "The text; without it, each line of standard input is one.");
        Option<string?> vocabulary = SharedOptions.Path("--vocab", "FILE", "A BERT vocab.txt. [default: the shipped vocabulary]");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("tokenize", "Cut text into the WordPieces that the text encoder reads.",
            "tokenize \"a red striped dress\"", "tokenize --vocab bert-base-uncased-vocab.txt --json < titles.txt")
        {
            text, vocabulary, json,
        }.Does((parsed, cancellation) =>
        {
            string? path = parsed.GetValue(vocabulary);
            WordPieceTokenizer tokenizer = path is null ? WordPieceTokenizer.Default : new WordPieceTokenizer(WordPieceVocabulary.Load(path));
            foreach (string line in parsed.GetValue(text) is { Length: > 0 } words ? [string.Join(' ', words)] : TextLines.OfStandardInput())
            {
                cancellation.ThrowIfCancellationRequested();
                IReadOnlyList<WordPieceToken> tokens = tokenizer.EncodeToTokens(line);
                if (parsed.GetValue(json))
                    WriteJson(terminal, line, tokens);
                else
                    terminal.Output.WriteLine(string.Join(' ', tokens.Select(token => $"{token.Piece}:{token.Id}")));
            }

            return ExitCode.Done;
        });
    }

    static void WriteJson(Terminal terminal, string text, IReadOnlyList<WordPieceToken> tokens) => terminal.WriteJson(json =>
    {
        json.WriteString("text", text);
        json.WriteStartArray("tokens");
        foreach (WordPieceToken token in tokens)
        {
            json.WriteStartObject();
            json.WriteString("piece", token.Piece);
            json.WriteNumber("id", token.Id);
            json.WriteNumber("start", token.Start);
            json.WriteNumber("length", token.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
