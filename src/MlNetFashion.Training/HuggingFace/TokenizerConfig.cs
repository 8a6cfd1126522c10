using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>tokenizer_config.json and tokenizer.json: whether the model's texts are prepared as <see cref="WordPieceTokenizer"/> prepares them.</summary>
static class TokenizerConfig
{
    // An uncased vocabulary may hold a stray capital; a cased one is full of them.
    const double CasedShare = 0.01;

    // It holds the vocabulary, too.
    const int LargestFast = 64 << 20;

    /// <summary>Refuses a model whose tokeniser does something else: ours lower-cases, strips accents and parts ideographs, always.</summary>
    /// <param name="path">tokenizer_config.json, which may be missing.</param>
    /// <param name="fastPath">tokenizer.json, which may be missing.</param>
    /// <param name="vocabulary">Tells the case where the files do not.</param>
    /// <exception cref="InvalidDataException">The model is cased, keeps accents or joins ideographs.</exception>
    public static void Check(string path, string fastPath, WordPieceVocabulary vocabulary)
    {
        bool? lowers = null;
        if (Presence.OfFile(path))
        {
            using JsonFile json = JsonFile.Open(path);
            lowers = Check(path, json, "do_lower_case", "tokenize_chinese_chars");
        }

        // The file of the newer tokenisers says the same in other words, and is there when the older one is missing.
        if (Presence.OfFile(fastPath))
        {
            using JsonFile json = JsonFile.Open(fastPath, LargestFast);
            if (json.Inner("normalizer") is { } normaliser && normaliser.Has("type", "BertNormalizer"))
                lowers = Check(fastPath, normaliser, "lowercase", "handle_chinese_chars") ?? lowers;
        }

        int capitals = lowers is null ? vocabulary.Pieces.Count(piece => piece[0] != '[' && piece.Any(char.IsUpper)) : 0;
        if (capitals > CasedShare * vocabulary.Size)
        {
            throw new InvalidDataException(
                $"{capitals:N0} of the {vocabulary.Size:N0} pieces beside '{path}' hold capitals: "
                    + "a cased model, but texts are lower-cased here and it would not know its own words. " +
                "Choose the uncased one, or say do_lower_case true in tokenizer_config.json if it is.");
        }
    }

    /// <summary>The vocabulary in tokenizer.json.</summary>
    /// <exception cref="InvalidDataException">It holds none of word pieces, or one with gaps.</exception>
    public static WordPieceVocabulary Vocabulary(string fastPath)
    {
        LargeFile.Require(fastPath);
        using JsonFile json = JsonFile.Open(fastPath, LargestFast);
        JsonFile? model = json.Inner("model");
        if (model?.Has("type", "WordPiece") == false || model?.Inner("vocab") is not { } entries)
            throw new InvalidDataException($"'{fastPath}' holds no vocabulary of word pieces (model, WordPiece, vocab), and there is no vocab.txt. "
                + "Get a vocab.txt, or choose a BERT.");
        (string Piece, int Id)[] pieces = [.. entries.Numbers().OrderBy(entry => entry.Value)];
        for (int id = 0; id < pieces.Length; id++)
        {
            if (pieces[id].Id != id)
                throw new InvalidDataException($"'{fastPath}' has no piece of the id {id:N0} among its {pieces.Length:N0}, or two. Get the file again.");
        }

        return new WordPieceVocabulary(pieces.Select(entry => entry.Piece));
    }

    static bool? Check(string path, JsonFile json, string lowering, string parting)
    {
        bool? lowers = json.Flag(lowering);
        if (lowers == false)
            throw new InvalidDataException($"'{path}' says {lowering} false: "
                + "a cased model, but texts are lower-cased here and it would not know its own words. Choose the uncased one.");
        if (json.Flag("strip_accents") == false)
            throw new InvalidDataException($"'{path}' says strip_accents false, but accents are taken off here and the model would not know its own words. "
                + "Choose a model that strips them.");
        if (json.Flag(parting) == false)
            throw new InvalidDataException($"'{path}' says {parting} false, but ideographs stand alone here. Choose a model that was trained so.");
        return lowers;
    }
}
