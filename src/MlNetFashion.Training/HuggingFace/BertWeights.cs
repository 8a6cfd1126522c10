using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Safetensors;
using TorchSharp.Modules;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>The weights of a <see cref="BertModel"/> in a safetensors file.</summary>
static class BertWeights
{
    const string Prefix = "bert.", PoolerPrefix = "pooler.", LayerNorm = "LayerNorm.";
    const int MostNamed = 5;

    static readonly string[] s_parts = ["embeddings.", "encoder.", PoolerPrefix];

    // What other tasks put on top of the model, and a buffer that counts 0, 1, 2, … and was saved once.
    static readonly string[] s_ignored = ["cls.", "classifier.", "qa_outputs.", "embeddings.position_ids"];

    /// <summary>The tensors beside a whole BERT: heads for other tasks, which are left aside.</summary>
    public static IReadOnlyList<string> Heads(BertShards file) =>
        [.. file.Tensors.Select(tensor => tensor.Name).Where(name => !IsOfBert(Plain(name)) && !IsIgnored(Plain(name)))];

    /// <summary>Makes the model of a file. Shapes are compared before any memory is taken for weights.</summary>
    /// <exception cref="InvalidDataException">Tensors are missing, too many, of other shapes or types, or hold what is no number.</exception>
    public static BertModel Read(BertShards file, string path, BertOptions options)
    {
        Dictionary<string, SafetensorsTensor> given = Named(file, path);
        options = options with { Pooler = given.Keys.Any(name => name.StartsWith(PoolerPrefix, StringComparison.Ordinal)) };
        Compare(given, path, options);
        var model = new BertModel(options);
        try
        {
            foreach ((string name, Parameter parameter) in model.named_parameters())
                Fill(parameter, given[name], file, path);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model's weights.</summary>
    public static void Write(string path, BertModel model, SafetensorsType type) => SafetensorsWriter.Write(
        path,
        model.named_parameters().Select(entry => SafetensorsSource.OfFloats(entry.name, type, entry.parameter.shape, () => Numbers(entry.parameter).ToArray())),
        new Dictionary<string, string> { ["format"] = "pt" });

    /// <summary>The names and shapes that a model of these sizes has.</summary>
    public static Dictionary<string, long[]> Shapes(BertOptions options)
    {
        long hidden = options.HiddenSize, inner = options.IntermediateSize;
        var shapes = new Dictionary<string, long[]>
        {
            ["embeddings.word_embeddings.weight"] = [options.VocabularySize, hidden],
            ["embeddings.position_embeddings.weight"] = [options.MaxPositions, hidden],
        };
        if (options.TypeVocabularySize > 0)
            shapes["embeddings.token_type_embeddings.weight"] = [options.TypeVocabularySize, hidden];
        Norm("embeddings");
        for (int layer = 0; layer < options.Layers; layer++)
        {
            string at = $"encoder.layer.{layer}";
            foreach (string projection in (string[])["query", "key", "value"])
                Dense($"{at}.attention.self.{projection}", hidden, hidden);
            Dense($"{at}.attention.output.dense", hidden, hidden);
            Norm($"{at}.attention.output");
            Dense($"{at}.intermediate.dense", hidden, inner);
            Dense($"{at}.output.dense", inner, hidden);
            Norm($"{at}.output");
        }

        if (options.Pooler)
            Dense("pooler.dense", hidden, hidden);
        return shapes;

        void Dense(string name, long from, long to) => (shapes[$"{name}.weight"], shapes[$"{name}.bias"]) = ([to, from], [to]);

        void Norm(string name) => (shapes[$"{name}.LayerNorm.weight"], shapes[$"{name}.LayerNorm.bias"]) = ([hidden], [hidden]);
    }

    static string Plain(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    static bool IsOfBert(string name) => s_parts.Any(part => name.StartsWith(part, StringComparison.Ordinal));

    static bool IsIgnored(string name) => s_ignored.Any(ignored => name.StartsWith(ignored, StringComparison.Ordinal));

    static Dictionary<string, SafetensorsTensor> Named(BertShards file, string path)
    {
        var named = new Dictionary<string, SafetensorsTensor>(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            string name = Plain(tensor.Name);
            if (IsIgnored(name) || !IsOfBert(name))
                continue;
            name = name.Replace($"{LayerNorm}gamma", $"{LayerNorm}weight", StringComparison.Ordinal)
                .Replace($"{LayerNorm}beta", $"{LayerNorm}bias", StringComparison.Ordinal);
            if (!named.TryAdd(name, tensor))
                throw new InvalidDataException($"'{path}' has '{SafetensorsHeader.Shown(named[name].Name)}' and '{SafetensorsHeader.Shown(tensor.Name)}', "
                    + "which are two names of one tensor. Save the model again.");
        }

        return named;
    }

    static void Compare(Dictionary<string, SafetensorsTensor> given, string path, BertOptions options)
    {
        Dictionary<string, long[]> needed = Shapes(options);
        var faults = new List<string>();
        Say([.. needed.Keys.Where(name => !given.ContainsKey(name))], "it lacks");
        Say([.. given.Where(entry => !needed.ContainsKey(entry.Key)).Select(entry => entry.Value.Name)], "it has, and BERT has not,");
        Say([.. needed.Where(entry => given.TryGetValue(entry.Key, out SafetensorsTensor? tensor) && !tensor.Shape.SequenceEqual(entry.Value))
            .Select(entry => $"{given[entry.Key].Name} as {Shape(given[entry.Key].Shape)} where config.json asks for {Shape(entry.Value)}")], "it has");
        Say([.. needed.Keys.Where(name => given.TryGetValue(name, out SafetensorsTensor? tensor) && !tensor.Type.IsFloat())
            .Select(name => $"{given[name].Name} of type {given[name].Type} where F32, F16 or BF16 is needed")], "it has");
        Say([.. given.Values.Where(tensor => tensor.Count > int.MaxValue / sizeof(float))
            .Select(tensor => $"{tensor.Name} with {tensor.Count:N0} numbers where {int.MaxValue / sizeof(float):N0} are the most")], "it has");
        if (faults.Count > 0)
            throw new InvalidDataException($"'{path}' does not fit its config.json: {string.Join("; ", faults)}. Get both files of the same model.");

        void Say(string[] names, string what)
        {
            if (names.Length > 0)
            {
                string more = names.Length > MostNamed ? $" and {names.Length - MostNamed:N0} more" : "";
                faults.Add($"{what} {string.Join(", ", names.Take(MostNamed).Select(SafetensorsHeader.Shown))}{more}");
            }
        }
    }

    static void Fill(Parameter parameter, SafetensorsTensor tensor, BertShards file, string path)
    {
        Span<float> numbers = Numbers(parameter);
        file.ReadFloats(tensor.Name, numbers);
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(numbers)))
            throw new InvalidDataException($"'{path}' has numbers in '{tensor.Name}' that are not finite, so the model would compute nothing. "
                + "Get the file again.");
    }

    static Span<float> Numbers(Parameter parameter) => MemoryMarshal.Cast<byte, float>(parameter.bytes);

    static string Shape(IReadOnlyList<long> shape) => $"({string.Join(", ", shape)})";
}
