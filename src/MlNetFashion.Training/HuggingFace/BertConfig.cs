using System.Text.Json;
using MlNetFashion.Storage;
using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>config.json of a BERT.</summary>
static class BertConfig
{
    const string Bert = "bert", Gelu = "gelu", Absolute = "absolute";

    // Larger than any BERT; the weights' shapes, which are compared before memory is taken, keep the file honest below them.
    const int LargestTable = 10_000_000, LargestWidth = 1_000_000, MostLayers = 1000;

    /// <summary>Reads the sizes. Whether there is a pooler does not stand there, but is seen from the weights.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a model that computes something else.</exception>
    public static BertOptions Read(string path)
    {
        using JsonFile json = JsonFile.Open(path);
        json.RequireText("model_type", Bert, "BERT models are read here");
        json.RequireText("hidden_act", Gelu, "the exact GELU is computed here");
        json.RequireText("position_embedding_type", Absolute, "learned absolute positions are computed here", whenMissing: Absolute);
        if (json.Flag("is_decoder") == true || json.Flag("add_cross_attention") == true)
            throw new InvalidDataException($"'{path}' describes a decoder (is_decoder or add_cross_attention), and encoders are read here. Choose an encoder.");
        var usual = new BertOptions { VocabularySize = 30522 };
        var options = new BertOptions
        {
            VocabularySize = json.Number("vocab_size", usual.VocabularySize, 1, LargestTable),
            HiddenSize = json.Number("hidden_size", usual.HiddenSize, 1, LargestWidth),
            Layers = json.Number("num_hidden_layers", usual.Layers, 0, MostLayers),
            Heads = json.Number("num_attention_heads", usual.Heads, 1, LargestWidth),
            IntermediateSize = json.Number("intermediate_size", usual.IntermediateSize, 1, LargestWidth),
            MaxPositions = json.Number("max_position_embeddings", usual.MaxPositions, 1, LargestTable),
            TypeVocabularySize = json.Number("type_vocab_size", usual.TypeVocabularySize, 0, LargestTable),
            Dropout = json.Fraction("hidden_dropout_prob", usual.Dropout),
            AttentionDropout = json.Fraction("attention_probs_dropout_prob", usual.AttentionDropout),
            LayerNormEpsilon = json.Fraction("layer_norm_eps", usual.LayerNormEpsilon),
        };
        if (options.HiddenSize % options.Heads != 0)
            throw new InvalidDataException($"'{path}' has hidden_size {options.HiddenSize} and num_attention_heads {options.Heads}, "
                + "but the heads must divide the size. Get the file again.");
        return options;
    }

    /// <summary>Writes what <see cref="Read"/> reads, to a temporary name that is renamed.</summary>
    public static void Write(string path, BertOptions options) => FileDraft.Write(path, file =>
    {
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        Write(json, options);
    });

    static void Write(Utf8JsonWriter json, BertOptions options)
    {
        json.WriteStartObject();
        json.WriteStartArray("architectures");
        json.WriteStringValue("BertModel");
        json.WriteEndArray();
        json.WriteString("model_type", Bert);
        json.WriteString("hidden_act", Gelu);
        json.WriteString("position_embedding_type", Absolute);
        json.WriteNumber("vocab_size", options.VocabularySize);
        json.WriteNumber("hidden_size", options.HiddenSize);
        json.WriteNumber("num_hidden_layers", options.Layers);
        json.WriteNumber("num_attention_heads", options.Heads);
        json.WriteNumber("intermediate_size", options.IntermediateSize);
        json.WriteNumber("max_position_embeddings", options.MaxPositions);
        json.WriteNumber("type_vocab_size", options.TypeVocabularySize);
        json.WriteNumber("hidden_dropout_prob", options.Dropout);
        json.WriteNumber("attention_probs_dropout_prob", options.AttentionDropout);
        json.WriteNumber("layer_norm_eps", options.LayerNormEpsilon);
        json.WriteEndObject();
    }
}
