using MlNetFashion.Storage;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Safetensors;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>A BERT as Hugging Face keeps it: a folder with config.json, vocab.txt and model.safetensors.</summary>
/// <remarks>Weights with the old names (<c>LayerNorm.gamma</c>, <c>LayerNorm.beta</c>) and with the prefix <c>bert.</c> are read, in F32, F16 or BF16;
/// heads for other tasks (<c>cls.*</c>, <c>classifier.*</c>, <c>qa_outputs.*</c>) are left aside. Nothing in the folder is trusted or run.</remarks>
public static class BertFolder
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
        RequireWeights(folder);
        WordPieceVocabulary vocabulary = ReadVocabulary(Require(folder, VocabularyFile), options);
        TokenizerConfig.Check(Path.Combine(folder, TokenizerFile), Path.Combine(folder, FastTokenizerFile), vocabulary);
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        return new PretrainedBert(BertWeights.Read(file, Path.Combine(folder, WeightsFile), options), vocabulary);
    }

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
        return Presence.OfFile(path) ? path
            : throw new FileNotFoundException($"'{folder}' has no {file}. The folder of a BERT has {ConfigFile}, {VocabularyFile} and {WeightsFile}.", path);
    }

    static void RequireWeights(string folder)
    {
        string path = Path.Combine(folder, WeightsFile);
        if (Presence.OfFile(path))
            return;
        if (Presence.OfFile(Path.Combine(folder, IndexFile)))
            throw new InvalidDataException($"The weights in '{folder}' are cut into several files ({IndexFile}), and one {WeightsFile} is read here. "
                + "Save the model again with a larger max_shard_size.");
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
    static WordPieceVocabulary ReadVocabulary(string path, BertOptions options)
    {
        WordPieceVocabulary vocabulary = WordPieceVocabulary.Load(path);
        return vocabulary.Size <= options.VocabularySize ? vocabulary
            : throw new InvalidDataException($"'{path}' has {vocabulary.Size:N0} pieces, but by {ConfigFile} the model knows {options.VocabularySize:N0}. "
                + "They belong to different models.");
    }
}
