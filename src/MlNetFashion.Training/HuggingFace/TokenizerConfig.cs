using MlNetFashion.Text;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>tokenizer_config.json: whether the model's texts are prepared as <see cref="WordPieceTokenizer"/> prepares them.</summary>
static class TokenizerConfig
{
    // An uncased vocabulary may hold a stray capital; a cased one is full of them.
    const double CasedShare = 0.01;

    /// <summary>Refuses a model whose tokeniser does something else: ours lower-cases, strips accents and parts ideographs, always.</summary>
    /// <param name="path">The file, which may be missing.</param>
    /// <param name="vocabulary">Tells the case where the file does not.</param>
    /// <exception cref="InvalidDataException">The model is cased, keeps accents or joins ideographs.</exception>
    public static void Check(string path, WordPieceVocabulary vocabulary)
    {
        bool? lowers = null, strips = null, parts = null;
        if (File.Exists(path))
        {
            using JsonFile json = JsonFile.Open(path);
            (lowers, strips, parts) = (json.Flag("do_lower_case"), json.Flag("strip_accents"), json.Flag("tokenize_chinese_chars"));
        }

        if (lowers == false)
            throw new InvalidDataException($"'{path}' says do_lower_case false: a cased model, but texts are lower-cased here and it would not know its own words. Choose the uncased one.");
        if (strips == false)
            throw new InvalidDataException($"'{path}' says strip_accents false, but accents are taken off here and the model would not know its own words. Choose a model that strips them.");
        if (parts == false)
            throw new InvalidDataException($"'{path}' says tokenize_chinese_chars false, but ideographs stand alone here. Choose a model that was trained so.");
        int capitals = lowers is null ? vocabulary.Pieces.Count(piece => piece[0] != '[' && piece.Any(char.IsUpper)) : 0;
        if (capitals > CasedShare * vocabulary.Size)
        {
            throw new InvalidDataException(
                $"{capitals:N0} of the {vocabulary.Size:N0} pieces beside '{path}' hold capitals: a cased model, but texts are lower-cased here and it would not know its own words. " +
                "Choose the uncased one, or say do_lower_case true in tokenizer_config.json if it is.");
        }
    }
}
