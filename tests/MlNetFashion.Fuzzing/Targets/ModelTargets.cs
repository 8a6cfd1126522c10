using System.Runtime.InteropServices;
using System.Text;
using MlNetFashion.Inference;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Tests.Models;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.HuggingFace;
using MlNetFashion.Training.Safetensors;
using MlNetFashion.Understanding;

namespace MlNetFashion.Fuzzing;

/// <summary>Models, and what lies beside them: the list, ONNX files, vocabularies, lexicons, pretrained text encoders.</summary>
static class ModelTargets
{
    static readonly WordPieceVocabulary s_vocabulary = new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "dress", "##es"]);

    static readonly BertOptions s_sizes = new() { VocabularySize = 7, HiddenSize = 4, Layers = 1, Heads = 2, IntermediateSize = 4, MaxPositions = 4 };

    public static IEnumerable<FuzzTarget> All()
    {
        yield return Manifest();
        yield return Files();
        byte[] model = Model();
        yield return new FuzzTarget("onnx", [model], input =>
        {
            var read = OnnxModel.Load(input);
            Answers.Require(OnnxModel.Load(read.ToArray()).HasSameGraphAs(read), "what is written and read again is another");
            return read.ToText();
        })
        { Tokens = ["weights", "MatMul", "Add"], Executions = 800 };
        yield return new FuzzTarget("onnx-quantised", [model], input => OnnxQuantiser.Dynamic(OnnxModel.Load(input))
            .ToText())
        { Tokens = ["weights", "MatMul", "Add"], Executions = 800 };
        yield return new FuzzTarget("onnx-session", [model], Session) { Executions = 300 };
        yield return new FuzzTarget("vocabulary", [s_vocabulary.ToBytes()], Vocabulary) { Tokens = ["[PAD]", "[MASK]", "##", "\n", "\r"] };
        yield return new FuzzTarget("lexicon", [Lexicon()], input => string.Join('|', FashionLexicon.Parse(Encoding.UTF8.GetString(input)).Entries))
        {
            Tokens = ["[Colour]", "[Garment]", "(more)", ":", ",", "#", "[Words]"],
            Executions = 800,
        };
        yield return Safetensors();
        byte[] config = Scratch.Made(path => BertConfig.Write(path, s_sizes));
        var configs = new Scratch();
        yield return new FuzzTarget("bert-config",
            [
                config,
                """
                {"architectures": ["BertModel"], "model_type": "bert", "vocab_size": 40, "hidden_size": 8, "num_attention_heads": 2,
                 "hidden_act": "gelu", "layer_norm_eps": 1e-12}
                """u8.ToArray(),
            ],
            input => BertConfig.Read(configs.Write("config.json", input)).ToString())
        { IsJson = true };
        yield return TokenizerConfig();
        yield return Bert();
    }

    static FuzzTarget Manifest()
    {
        var scratch = new Scratch();
        return new FuzzTarget("models.json", [File.ReadAllBytes(Path.Combine(TinyModels.Folder, ModelManifest.FileName))], input =>
        {
            scratch.Write(ModelManifest.FileName, input);
            var read = ModelManifest.Read(scratch.Path);
            // What was read can be written, and what is written is read.
            read.Write(scratch.Path);
            byte[] written = File.ReadAllBytes(scratch[ModelManifest.FileName]);
            ModelManifest.Read(scratch.Path).Write(scratch.Path);
            Answers.Require(written.AsSpan().SequenceEqual(File.ReadAllBytes(scratch[ModelManifest.FileName])), "what is written and read again is another");
            return Encoding.UTF8.GetString(written);
        })
        { IsJson = true, Tokens = ["TextEncoder", "text-encoder", "N,128", "float32", "sha256"], Executions = 400 };
    }

    // A model whose checksum is not that of models.json is never opened.
    static FuzzTarget Files()
    {
        var scratch = new Scratch();
        foreach (string path in Directory.GetFiles(TinyModels.Folder))
            File.Copy(path, scratch[Path.GetFileName(path)]);
        string file = ModelContract.Of(ModelRole.QueryComposer).File;
        return new FuzzTarget("model-file", [File.ReadAllBytes(scratch[file])], input =>
        {
            scratch.Write(file, input);
            using var models = FashionModels.Load(scratch.Path);
            return Answers.Of(models.ReadBytes(ModelRole.QueryComposer));
        })
        { IsChecked = true, Executions = 300 };
    }

    static byte[] Model()
    {
        var graph = new GraphBuilder();
        GraphValue x = graph.Input("x", ElementType.Float, Dim.Named("N", 2), 4);
        GraphValue product = graph.Node("MatMul", [x, graph.Initializer("weights", ElementType.Float, [4, 2],
            MemoryMarshal.AsBytes<float>([1, 2, 3, 4, 5, 6, 7, 8]).ToArray())]);
        graph.Output("y", graph.Node("Softmax", [product], ("axis", -1L)));
        return graph.ToModel("small").ToArray();
    }

    static string Session(byte[] input)
    {
        using var session = OnnxSession.Open(input, "small.onnx", new OnnxSessionOptions());
        return $"{string.Join('|', session.Inputs)} {string.Join('|', session.Outputs)}";
    }

    static string Vocabulary(byte[] input)
    {
        using var stream = new MemoryStream(input);
        var read = WordPieceVocabulary.Load(stream);
        var tokens = new WordPieceTokenizer(read);
        using var again = new MemoryStream(read.ToBytes());
        Answers.Require(WordPieceVocabulary.Load(again).Pieces.SequenceEqual(read.Pieces), "what is written and read again is another");
        return $"{read.Size} {string.Join(' ', read.Pieces)} {string.Join(' ', tokens.EncodeToTokens("a red dress, reddresses 👗"))}";
    }

    static byte[] Lexicon() => """
        # A small one.
        [Garment]
        dress: dress, dresses, shirt dress
        shirt: shirt
        [Colour]
        red: red, crimson
        dark (more): darker
        """u8.ToArray();

    static FuzzTarget Safetensors()
    {
        var scratch = new Scratch();
        byte[] numbers = new byte[8 * 4 + 3 * 2 + 2];
        byte[] file = Scratch.Made(path => SafetensorsWriter.Write(path,
            [new("a", SafetensorsType.F32, [2, 4], () => numbers.AsMemory(0, 32)), new("b", SafetensorsType.F16, [3], () => numbers.AsMemory(0, 6)),
                new("c", SafetensorsType.U8, [2], () => numbers.AsMemory(0, 2))],
            new Dictionary<string, string> { ["format"] = "pt" }));
        return new FuzzTarget("safetensors", [file], input =>
        {
            using var read = SafetensorsFile.Open(scratch.Write("model.safetensors", input));
            return string.Join('|', read.Tensors.Select(tensor =>
                $"{tensor.Name} {tensor.Type} {string.Join(',', tensor.Shape)} {Answers.Of(read.ReadBytes(tensor.Name))}"))
                + string.Join('|', read.Tensors.Where(tensor => tensor.Type.IsFloat()).Select(tensor => read.ReadFloats(tensor.Name).Length))
                    + Answers.Of(read.Metadata);
        })
        {
            Mend = input => Checksums.OfSafetensors(input, numbers.Length),
            Tokens = ["F32", "BF16", "I64", "\"dtype\"", "\"shape\"", "data_offsets", "__metadata__", "[0,32]", "[]"]
        };
    }

    static FuzzTarget TokenizerConfig()
    {
        Scratch older = new(), newer = new();
        return new FuzzTarget("tokenizer-config",
            ["""{"do_lower_case": true, "strip_accents": null, "tokenize_chinese_chars": true}"""u8.ToArray(),
                """{"normalizer": {"type": "BertNormalizer", "lowercase": true, "strip_accents": null, "handle_chinese_chars": true}}"""u8.ToArray()],
            input =>
            {
                Training.HuggingFace.TokenizerConfig.Check(older.Write("tokenizer_config.json", input), older["none"], s_vocabulary);
                Training.HuggingFace.TokenizerConfig.Check(newer["none"], newer.Write("tokenizer.json", input), s_vocabulary);
                return "taken";
            })
        { IsJson = true, Tokens = ["false", "lowercase", "strip_accents", "BertNormalizer"] };
    }

    static FuzzTarget Bert()
    {
        TorchLibrary.EnsureLoaded();
        var scratch = new Scratch();
        using (var bert = new PretrainedBert(new BertModel(s_sizes), s_vocabulary))
            BertFolder.Save(scratch.Path, bert);
        const string Weights = "model.safetensors";
        byte[] file = File.ReadAllBytes(scratch[Weights]);
        int numbers = file.Length - 8 - (int)BitConverter.ToInt64(file);
        return new FuzzTarget("bert", [file], input =>
        {
            scratch.Write(Weights, input);
            using PretrainedBert read = BertFolder.Load(scratch.Path);
            return string.Join('|', read.Model.named_parameters().Select(weights => $"{weights.name} {string.Join(',', weights.parameter.shape)}"));
        })
        { Mend = input => Checksums.OfSafetensors(input, numbers), Tokens = ["F32", "F16", "\"shape\":[4]", "bert.", "data_offsets"], Executions = 200 };
    }
}
