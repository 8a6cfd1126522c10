using System.CommandLine;
using ICSharpCode.SharpZipLib.GZip;
using MlNetFashion.Evaluation;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion vocabulary</c>: makes a WordPiece vocabulary of texts.</summary>
static class VocabularyCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string[]> files = SharedOptions.Words("FILE", "Text files, plain or .gz, a text a line. Without any, the shipped vocabulary is made again.");
        Option<string?> output = SharedOptions.Path("--out", "FILE", "The vocabulary, a BERT vocab.txt.", required: true);
        Option<int> size = SharedOptions.Number("--size", FashionVocabulary.Options.Size, 5, "Pieces to end with, special ones included.");
        Option<int> frequency = SharedOptions.Number("--min-frequency", FashionVocabulary.Options.MinFrequency, 1,
            "How often a character or a pair must be seen to become a piece.");
        Option<string?> data = SharedOptions.Path("--data", "DIR", "Without FILE: the folder of data sets. [default: see fashion data list]");
        return new ToolCommand("vocabulary", "Learn a WordPiece vocabulary from text, or make the shipped one again.",
            "vocabulary --data shared/data --out src/MlNetFashion/Text/vocabulary.txt", "vocabulary captions.txt titles.txt.gz --size 8000 --out vocab.txt")
        {
            files, output, size, frequency, data,
        }.Does((parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(files) ?? [];
            IEnumerable<string> lines = named.Length > 0 ? Lines(named, cancellation) : FashionVocabulary.ReadLines(parsed.GetValue(data) ?? DataFolder.Find()
                ?? throw new ArgumentException("No text is named, and no folder of data sets is known. "
                    + $"Name text files, or the folder with --data or {DataFolder.Variable}."));
            WordPieceTrainingOptions options = FashionVocabulary.Options with { Size = parsed.GetValue(size), MinFrequency = parsed.GetValue(frequency) };
            // The words of fashion belong into the shipped vocabulary; whoever brings own texts brings own words.
            options = named.Length > 0 ? options with { RequiredWords = [] } : options;
            WordPieceVocabulary made = terminal.Work("Learning", null, _ => WordPieceVocabularyTrainer.Train(lines, options));
            string path = parsed.GetValue(output)!;
            made.Save(path);
            terminal.Output.WriteLine($"{path}: {made.Size:N0} pieces, SHA-256 {made.Sha256}");
            return ExitCode.Done;
        });
    }

    static IEnumerable<string> Lines(string[] paths, CancellationToken cancellation)
    {
        bool hasWords = false;
        foreach (string path in paths)
        {
            using FileStream file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipInputStream(file) : file;
            foreach (string line in TextLines.OfFile(content, $"'{path}'"))
            {
                cancellation.ThrowIfCancellationRequested();
                hasWords = hasWords || WordPieceTokenizer.Default.CountTokens(line) > 0;
                yield return line;
            }
        }

        if (!hasWords)
            throw new InvalidDataException($"There are no words in {string.Join(", ", paths.Select(path => $"'{path}'"))}, so nothing can be learned. "
                + "Name files with a text a line.");
    }
}
