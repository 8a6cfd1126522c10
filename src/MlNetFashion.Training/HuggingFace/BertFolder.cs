using MlNetFashion.Storage;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Safetensors;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>A BERT as Hugging Face keeps it: a folder with config.json, vocab.txt and model.safetensors.</summary>
/// <remarks>Weights with the old names (<c>LayerNorm.gamma</c>, <c>LayerNorm.beta</c>) and with the prefix <c>bert.</c> are read, in F32, F16 or BF16;
/// heads for other tasks (<c>cls.*</c>, <c>classifier.*</c>, <c>linear.*</c>) are left aside.
/// Weights may be cut into several files, the vocabulary may stand in tokenizer.json alone, and a
/// sentence encoder's 1_Pooling is read. Nothing in the folder is trusted or run.</remarks>
static class BertFolder
{
    const string ConfigFile = "config.json", VocabularyFile = "vocab.txt", TokenizerFile = "tokenizer_config.json", FastTokenizerFile = "tokenizer.json";
    const string WeightsFile = "model.safetensors", IndexFile = "model.safetensors.index.json", PickleFile = "pytorch_model.bin";

    /// <summary>Reads a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">One of the three files is missing.</exception>
    /// <exception cref="InvalidDataException">The model is no BERT of this kind, a file is damaged,
    /// or the weights do not fit the configuration; the message says which.</exception>
    public static PretrainedBert Load(string folder)
    {
        if (!Presence.OfFolder(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}' (looked for {Path.GetFullPath(folder)}). "
                + $"Name the folder of a BERT: {ConfigFile}, {VocabularyFile} and {WeightsFile}.");
        BertOptions options = BertConfig.Read(Require(folder, ConfigFile));
        string weights = RequireWeights(folder);
        WordPieceVocabulary vocabulary = ReadVocabulary(folder, options);
        TokenizerConfig.Check(Path.Combine(folder, TokenizerFile), Path.Combine(folder, FastTokenizerFile), vocabulary);
        using BertShards file = weights.EndsWith(IndexFile, StringComparison.Ordinal) ? BertShards.OpenIndexed(weights) : BertShards.Open(weights);
        return new PretrainedBert(BertWeights.Read(file, weights, options), vocabulary) { LeftAside = BertWeights.Heads(file) };
    }

    /// <summary>How the folder of a sentence encoder says that the tokens' states become one vector.</summary>
    /// <returns>Null where the folder says nothing, as that of a plain BERT.</returns>
    /// <exception cref="InvalidDataException">It says what is not computed here.</exception>
    public static TextPooling? Pooling(string folder) => PoolingConfig.Read(folder);

    /// <summary>Writes a folder that Hugging Face's BertModel, and <see cref="Load"/>, read.</summary>
    /// <param name="folder">Made where it is missing; files of the three names are replaced.</param>
    /// <param name="bert">What is written.</param>
    /// <param name="type">F32, F16 or BF16.</param>
    public static void Save(string folder, PretrainedBert bert, SafetensorsType type = SafetensorsType.F32)
    {
        Directory.CreateDirectory(folder);
        BertConfig.Write(Path.Combine(folder, ConfigFile), bert.Model.Options);
        bert.Vocabulary.Save(Path.Combine(folder, VocabularyFile));
        BertWeights.Write(Path.Combine(folder, WeightsFile), bert.Model, type);
    }

    static string Require(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        if (Presence.OfFile(path))
        {
            LargeFile.Require(path);
            return path;
        }

        throw new FileNotFoundException($"'{folder}' has no {file}. The folder of a BERT has {ConfigFile}, {VocabularyFile} and {WeightsFile}.", path);
    }

    // The file of weights, or the index of several.
    static string RequireWeights(string folder)
    {
        string path = Path.Combine(folder, WeightsFile), index = Path.Combine(folder, IndexFile);
        if (Presence.OfFile(path))
            return path;
        if (Presence.OfFile(index))
            return index;
        if (Presence.OfFile(Path.Combine(folder, PickleFile)))
        {
            throw new InvalidDataException(
                $"'{folder}' has its weights in {PickleFile} only, which is not read: "
                    + "it is a pickle, and reading a pickle runs whatever code was put into it. " +
                "Convert it where you trust it, with Python's transformers: "
                    + $"AutoModel.from_pretrained(FOLDER).save_pretrained(FOLDER, safe_serialization=True) writes {WeightsFile}.");
        }

        throw new FileNotFoundException($"'{folder}' has no {WeightsFile}. The folder of a BERT has {ConfigFile}, {VocabularyFile} and {WeightsFile}.", path);
    }

    // More rows than pieces is usual (tables are padded to round sizes), fewer would be ids without a row.
    static WordPieceVocabulary ReadVocabulary(string folder, BertOptions options)
    {
        string path = Path.Combine(folder, VocabularyFile), fast = Path.Combine(folder, FastTokenizerFile);
        bool isFast = !File.Exists(path) && File.Exists(fast);
        path = isFast ? fast : Require(folder, VocabularyFile);
        WordPieceVocabulary vocabulary = isFast ? TokenizerConfig.Vocabulary(fast) : WordPieceVocabulary.Load(path);
        return vocabulary.Size <= options.VocabularySize ? vocabulary
            : throw new InvalidDataException($"'{path}' has {vocabulary.Size:N0} pieces, but by {ConfigFile} the model knows {options.VocabularySize:N0}. "
                + "They belong to different models.");
    }
}
