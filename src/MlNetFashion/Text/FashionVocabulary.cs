using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Text;

/// <summary>How the shipped vocabulary.txt was made, and how to make it again.</summary>
/// <example><code>FashionVocabulary.Train("shared/data").Save("src/MlNetFashion/Text/vocabulary.txt");</code></example>
static class FashionVocabulary
{
    // Trade marks and units stand inside words of titles, where one unknown character would lose the whole word.
    const string Symbols = "©®°²³½¼¾×™•…–—‘’“”€£¥₹æœøłđðþßıµ";

    /// <summary>4,096 pieces; <see cref="FashionWords.All"/> whole; printable ASCII and common symbols.</summary>
    public static WordPieceTrainingOptions Options { get; } = new()
    {
        RequiredWords = FashionWords.All,
        Alphabet = new WordPieceTrainingOptions().Alphabet + Symbols,
    };

    /// <summary>Learns from the product list and the Fashion IQ captions in a folder.</summary>
    /// <param name="dataFolder">Holds myntra-styles.csv.gz and fashioniq-text.tar.gz.</param>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    public static WordPieceVocabulary Train(string dataFolder) => WordPieceVocabularyTrainer.Train(ReadLines(dataFolder), Options);

    /// <summary>The lines to learn from: titles with the words of their columns, and captions.</summary>
    /// <inheritdoc cref="Train" path="/param|/exception"/>
    public static IEnumerable<string> ReadLines(string dataFolder) =>
        ReadProducts(Find(dataFolder, DataSetFiles.ProductRows)).Concat(ReadCaptions(Find(dataFolder, DataSetFiles.FashionIqText)));

    static IEnumerable<string> ReadProducts(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line[(line.IndexOf(',') + 1)..]; // without the id: numbers that mean nothing
    }

    static IEnumerable<string> ReadCaptions(string path)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.Contains("/captions/", StringComparison.Ordinal) || entry.DataStream is null)
                continue;
            using JsonDocument pairs = JsonDocument.Parse(entry.DataStream);
            foreach (JsonElement pair in pairs.RootElement.EnumerateArray())
            {
                foreach (JsonElement caption in pair.GetProperty("captions").EnumerateArray())
                    yield return caption.GetString()!;
            }
        }
    }

    static string Find(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return Presence.OfFile(path)
            ? path
            : throw new FileNotFoundException($"'{file}' is not in '{folder}'. "
                + $"The vocabulary is learned from {DataSetFiles.ProductRows} and {DataSetFiles.FashionIqText}; name the folder that holds both.", path);
    }
}
