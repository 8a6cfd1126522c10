using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.HuggingFace;
using MlNetFashion.Training.Safetensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MlNetFashion.Training.Tests.HuggingFace;

sealed class BertFolderTests
{
    const string Weights = "model.safetensors";

    static readonly WordPieceVocabulary s_vocabulary = new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "dress"]);
    static readonly BertOptions s_sizes = new() { VocabularySize = 6, HiddenSize = 8, Layers = 2, Heads = 2, IntermediateSize = 12, MaxPositions = 10 };

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("bert-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheParityCheckpointGivesTheExpectedNumbersInTorchAndInOnnx()
    {
        string data = FashionData.Require("bert-parity");
        using PretrainedBert bert = BertFolder.Load(data);
        using SafetensorsFile expected = SafetensorsFile.Open(Path.Combine(data, "expected.safetensors"));
        Tensor ids = Longs(expected, "input_ids"), mask = Longs(expected, "attention_mask"), types = Longs(expected, "token_type_ids");
        using var whole = new BertWithPooler(bert.Model);
        whole.eval();
        using IDisposable _ = no_grad();
        (Value states, Value pooled) = whole.call(ids, mask, types);
        AssertStates(states.Tensor.data<float>().ToArray(), expected, mask);
        Assert.That(pooled.Tensor.data<float>().ToArray(), Is.EqualTo(expected.ReadFloats("pooler_output")).Within(1e-5f));

        string path = Path.Combine(_folder, "bert.onnx");
        OnnxExporter.Export(whole, [new("ids", ids, "N", "T"), new("mask", mask, "N", "T"), new("types", types, "N", "T")], path,
            new OnnxExportOptions { Outputs = ["states", "pooled"], Tolerance = 1e-5 });
        using var session = new InferenceSession(path);
        using var results = session.Run([OnnxLongs("ids", ids), OnnxLongs("mask", mask), OnnxLongs("types", types)]);
        AssertStates([.. results.First(result => result.Name == "states").AsEnumerable<float>()], expected, mask);
        Assert.That(results.First(result => result.Name == "pooled").AsEnumerable<float>().ToArray(),
            Is.EqualTo(expected.ReadFloats("pooler_output")).Within(1e-5f));
    }

    [Test]
    public void WhatIsSavedIsLoaded([Values] bool pooler, [Values(SafetensorsType.F32, SafetensorsType.F16, SafetensorsType.BF16)] SafetensorsType type)
    {
        using PretrainedBert saved = Save(s_sizes with { Pooler = pooler, TypeVocabularySize = pooler ? 2 : 0 }, type);
        using PretrainedBert loaded = BertFolder.Load(_folder);
        Assert.That(loaded.Model.Options, Is.EqualTo(saved.Model.Options));
        Assert.That(loaded.Vocabulary.Pieces, Is.EqualTo(s_vocabulary.Pieces));
        float allowed = type switch { SafetensorsType.F32 => 0, SafetensorsType.F16 => 1e-3f, _ => 1e-2f };
        foreach (((string name, var before), (string _, var after)) in saved.Model.named_parameters().Zip(loaded.Model.named_parameters()))
            Assert.That((before - after).abs().max().item<float>(), Is.LessThanOrEqualTo(allowed), name);
    }

    [Test]
    public void OldNamesThePrefixAndHeadsAreUnderstood()
    {
        using PretrainedBert saved = Save(s_sizes);
        Rewrite(tensors => [
            .. tensors.Select(tensor =>
                tensor with { Name = "bert." + tensor.Name.Replace("LayerNorm.weight", "LayerNorm.gamma").Replace("LayerNorm.bias", "LayerNorm.beta") }),
            Ones("cls.predictions.bias", 6), Ones("cls.seq_relationship.weight", 2, 8),
                new SafetensorsSource("bert.embeddings.position_ids", SafetensorsType.I64, [1, 10], () => new byte[80])]);
        using PretrainedBert loaded = BertFolder.Load(_folder);
        foreach (((string name, var before), (string _, var after)) in saved.Model.named_parameters().Zip(loaded.Model.named_parameters()))
            Assert.That(before.Equals(after), name);
    }

    [Test]
    public void TheShapesThatAreExpectedAreThoseOfTheModel([Values] bool pooler, [Values(0, 2)] int types)
    {
        BertOptions options = s_sizes with { Pooler = pooler, TypeVocabularySize = types };
        using var model = new BertModel(options);
        Assert.That(
            BertWeights.Shapes(options).Select(entry => $"{entry.Key} {string.Join(',', entry.Value)}"),
            Is.EquivalentTo(model.state_dict().Select(entry => $"{entry.Key} {string.Join(',', entry.Value.shape)}")));
    }

    [Test]
    public void MissingSurplusAndMisshapenTensorsAreNamed()
    {
        Save(s_sizes).Dispose();
        Rewrite(tensors => [
            .. tensors.Where(tensor => tensor.Name != "encoder.layer.1.output.dense.bias" && tensor.Name != "pooler.dense.weight"),
            Ones("pooler.dense.weight", 4, 8), Ones("encoder.layer.0.adapter.weight", 1)]);
        Refused("it lacks encoder.layer.1.output.dense.bias; it has, and BERT has not, encoder.layer.0.adapter.weight; "
            + "it has pooler.dense.weight as (4, 8) where config.json asks for (8, 8)");
    }

    [Test]
    public void HeadsBesideAWholeBertAreLeftAsideAndNamed()
    {
        using PretrainedBert saved = Save(s_sizes);
        Rewrite(tensors => [.. tensors, Ones("linear.weight", 2, 8), Ones("linear.bias", 2), Ones("cls.predictions.bias", 6)]);
        using PretrainedBert loaded = BertFolder.Load(_folder);
        Assert.That(loaded.LeftAside, Is.EquivalentTo(["linear.weight", "linear.bias"]), "usual heads are no news");
        foreach (((string name, var before), (string _, var after)) in saved.Model.named_parameters().Zip(loaded.Model.named_parameters()))
            Assert.That(before.Equals(after), name);
    }

    [Test]
    public void WeightsInSeveralFilesAreReadAsOne()
    {
        using PretrainedBert saved = Save(s_sizes);
        Dictionary<string, string> map = Cut();
        using PretrainedBert loaded = BertFolder.Load(_folder);
        foreach (((string name, var before), (string _, var after)) in saved.Model.named_parameters().Zip(loaded.Model.named_parameters()))
            Assert.That(before.Equals(after), name);
        File.Delete(Path.Combine(_folder, map.Values.First()));
        Assert.That(() => BertFolder.Load(_folder), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(map.Values.First()));
    }

    [TestCase("../model.safetensors", "lie beside each other")]
    [TestCase("", "lie beside each other")]
    public void AnIndexOfWeightsThatLeadsElsewhereIsRefused(string file, string why)
    {
        Save(s_sizes).Dispose();
        File.Delete(Path.Combine(_folder, Weights));
        File.WriteAllText(Path.Combine(_folder, "model.safetensors.index.json"), $$$"""{"weight_map": {"pooler.dense.bias": "{{{file}}}"}}""");
        Refused(why);
        File.WriteAllText(Path.Combine(_folder, "model.safetensors.index.json"), "{}");
        Refused("names 0 files of weights");
    }

    [Test]
    public void TheVocabularyMayStandInTheNewerTokeniserFileAlone()
    {
        Save(s_sizes).Dispose();
        File.Delete(Path.Combine(_folder, "vocab.txt"));
        string file = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllText(file, """{"model": {"type": "WordPiece", "vocab": {"red": 4, "[UNK]": 1, "[PAD]": 0, "[SEP]": 3, "[CLS]": 2, "dress": 5}}}""");
        using (PretrainedBert loaded = BertFolder.Load(_folder))
            Assert.That(loaded.Vocabulary.Pieces, Is.EqualTo(s_vocabulary.Pieces));
        File.WriteAllText(file, """{"model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 4}}}""");
        Refused("has no piece of the id 3");
        File.WriteAllText(file, """{"model": {"type": "BPE", "vocab": {"[PAD]": 0}}}""");
        Refused("holds no vocabulary of word pieces");
    }

    [Test]
    public void APointerOfGitLfsIsNamed([Values("config.json", "vocab.txt", Weights)] string file)
    {
        Save(s_sizes).Dispose();
        File.WriteAllText(Path.Combine(_folder, file), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        Refused("is a Git LFS pointer");
    }

    [TestCase("\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false", TextPooling.Cls)]
    [TestCase("\"pooling_mode_cls_token\": false, \"pooling_mode_mean_tokens\": true", TextPooling.Mean)]
    [TestCase("\"pooling_mode_max_tokens\": true", null)]
    [TestCase("\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true", null)]
    public void ThePoolingIsThatOfTheFolder(string modes, TextPooling? expected)
    {
        Assert.That(BertFolder.Pooling(_folder), Is.Null, "a plain BERT says nothing");
        Directory.CreateDirectory(Path.Combine(_folder, "1_Pooling"));
        File.WriteAllText(Path.Combine(_folder, "1_Pooling", "config.json"), $$"""{"word_embedding_dimension": 8, {{modes}}}""");
        if (expected is { } pooling)
            Assert.That(BertFolder.Pooling(_folder), Is.EqualTo(pooling));
        else
            Assert.That(() => BertFolder.Pooling(_folder), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("of pooling"));
    }

    [Test]
    public void TwoNamesOfOneTensorAreRefused()
    {
        Save(s_sizes).Dispose();
        Rewrite(tensors => [.. tensors, Ones("embeddings.LayerNorm.gamma", 8)]);
        Refused("which are two names of one tensor");
    }

    [Test]
    public void WeightsThatAreNoNumbersAreRefused()
    {
        Save(s_sizes).Dispose();
        Rewrite(tensors => [
            .. tensors.Where(tensor => tensor.Name != "pooler.dense.bias"),
            SafetensorsSource.OfFloats("pooler.dense.bias", SafetensorsType.F32, [8], () => new float[] { 1, 2, 3, float.NaN, 5, 6, 7, 8 })]);
        Refused("'pooler.dense.bias' that are not finite");
    }

    [Test]
    public void SizesThatTheWeightsDoNotHaveTakeNoMemory()
    {
        Save(s_sizes).Dispose();
        ReplaceInConfig("\"vocab_size\": 6", "\"vocab_size\": 10000000");
        ReplaceInConfig("\"intermediate_size\": 12", "\"intermediate_size\": 1000000");
        Refused("embeddings.word_embeddings.weight as (6, 8) where config.json asks for (10000000, 8)");
    }

    [TestCase("\"model_type\": \"bert\"", "\"model_type\": \"roberta\"", "the model_type 'roberta', but BERT models are read here (model_type 'bert')")]
    [TestCase("\"model_type\": \"bert\",", "", "no model_type, but BERT models are read here")]
    [TestCase("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"gelu_new\"", "the hidden_act 'gelu_new', but the exact GELU is computed here (hidden_act 'gelu')")]
    [TestCase("\"position_embedding_type\": \"absolute\"", "\"position_embedding_type\": \"relative_key\"", "'relative_key', but learned absolute positions")]
    [TestCase("\"hidden_size\": 8", "\"hidden_size\": 7", "hidden_size 7 and num_attention_heads 2")]
    [TestCase("\"hidden_size\": 8", "\"hidden_size\": -8", "the hidden_size -8, but a whole number from 1")]
    [TestCase("\"hidden_size\": 8", "\"hidden_size\": 8.5", "the hidden_size 8.5, but a whole number")]
    [TestCase("\"num_attention_heads\": 2", "\"num_attention_heads\": 0", "the num_attention_heads 0, but a whole number from 1")]
    [TestCase("\"layer_norm_eps\":", "\"is_decoder\": true, \"layer_norm_eps\":", "describes a decoder")]
    [TestCase("\"vocab_size\": 6", "\"vocab_size\": 5", "has 6 pieces, but by config.json the model knows 5")]
    [TestCase("\"vocab_size\": 6", "\"vocab_size\": 6, \"vocab_size\": 7", "is not valid JSON")]
    [TestCase("{", "[", "is not valid JSON")]
    public void AConfigurationOfAnotherModelIsRefused(string found, string replaced, string why)
    {
        Save(s_sizes).Dispose();
        ReplaceInConfig(found, replaced);
        Refused(why);
    }

    [TestCase("do_lower_case", "a cased model")]
    [TestCase("strip_accents", "accents are taken off here")]
    [TestCase("tokenize_chinese_chars", "ideographs stand alone here")]
    public void ATokeniserThatPreparesTextsOtherwiseIsRefused(string flag, string why)
    {
        Save(s_sizes).Dispose();
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), $$"""{"{{flag}}": false}""");
        Refused(why);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), $$"""{"{{flag}}": true}""");
        BertFolder.Load(_folder).Dispose();
    }

    [TestCase("lowercase", "a cased model")]
    [TestCase("strip_accents", "accents are taken off here")]
    [TestCase("handle_chinese_chars", "ideographs stand alone here")]
    public void TheNewerTokeniserFileIsHeededToo(string flag, string why)
    {
        Save(s_sizes).Dispose();
        string file = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllText(file, $$$"""{"normalizer": {"type": "BertNormalizer", "{{{flag}}}": false}}""");
        Refused(why);
        foreach (string normaliser in (string[])[$$"""{"type": "BertNormalizer", "{{flag}}": true}""", """{"type": "NFC", "lowercase": 3}""", "null", "[]"])
        {
            File.WriteAllText(file, $$"""{"normalizer": {{normaliser}}}""");
            BertFolder.Load(_folder).Dispose();
        }
    }

    [Test]
    public void AByteOrderMarkBeforeTheConfigurationDoesNoHarmAndATextIsShownAsOne()
    {
        Save(s_sizes).Dispose();
        string file = Path.Combine(_folder, "config.json"), config = File.ReadAllText(file);
        File.WriteAllText(file, config, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        BertFolder.Load(_folder).Dispose();
        File.WriteAllText(file,
            config.Replace($"\"hidden_size\": {s_sizes.HiddenSize}", $"\"hidden_size\": \"{s_sizes.HiddenSize}\"", StringComparison.Ordinal));
        Refused($"hidden_size \"{s_sizes.HiddenSize}\", but a whole number");
    }

    [Test]
    public void AVocabularyFullOfCapitalsIsThatOfACasedModel()
    {
        Save(s_sizes).Dispose();
        new WordPieceVocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "Red", "Dress"]).Save(Path.Combine(_folder, "vocab.txt"));
        Refused("hold capitals: a cased model");
    }

    [Test]
    public void APickleIsRefusedWithTheReasonAndTheWayOut()
    {
        Save(s_sizes).Dispose();
        File.Move(Path.Combine(_folder, Weights), Path.Combine(_folder, "pytorch_model.bin"));
        Refused("reading a pickle runs whatever code was put into it");
        Refused("save_pretrained(FOLDER, safe_serialization=True)");
    }

    [Test]
    public void WhatIsMissingIsNamed()
    {
        Save(s_sizes).Dispose();
        foreach (string file in (string[])["config.json", "vocab.txt", Weights])
        {
            File.Move(Path.Combine(_folder, file), Path.Combine(_folder, "aside"));
            Assert.That(() => BertFolder.Load(_folder), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains($"has no {file}."));
            File.Move(Path.Combine(_folder, "aside"), Path.Combine(_folder, file));
        }

        Assert.That(() => BertFolder.Load(Path.Combine(_folder, "none")), Throws.InstanceOf<DirectoryNotFoundException>());
    }

    PretrainedBert Save(BertOptions options, SafetensorsType type = SafetensorsType.F32)
    {
        var bert = new PretrainedBert(new BertModel(options), s_vocabulary);
        BertFolder.Save(_folder, bert, type);
        return bert;
    }

    void Refused(string why) =>
        Assert.That(() => BertFolder.Load(_folder), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(why).And.Message.EndsWith("."));

    void Rewrite(Func<IEnumerable<SafetensorsSource>, IEnumerable<SafetensorsSource>> change)
    {
        string path = Path.Combine(_folder, Weights);
        SafetensorsSource[] tensors;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            tensors = [.. file.Tensors.Select(tensor =>
            {
                byte[] bytes = file.ReadBytes(tensor.Name);
                return new SafetensorsSource(tensor.Name, tensor.Type, tensor.Shape, () => bytes);
            })];
        }

        SafetensorsWriter.Write(path, change(tensors));
    }

    // Cuts the weights into three files with their index, and gives the file of each tensor.
    Dictionary<string, string> Cut()
    {
        var map = new Dictionary<string, string>();
        using (SafetensorsFile file = SafetensorsFile.Open(Path.Combine(_folder, Weights)))
        {
            foreach ((int part, SafetensorsTensor[] tensors) in file.Tensors.Chunk(file.Tensors.Count / 3 + 1).Index())
            {
                string name = $"model-{part + 1:D5}-of-00003.safetensors";
                SafetensorsWriter.Write(Path.Combine(_folder, name), [.. tensors.Select(tensor =>
                {
                    byte[] bytes = file.ReadBytes(tensor.Name);
                    return new SafetensorsSource(tensor.Name, tensor.Type, tensor.Shape, () => bytes);
                })]);
                foreach (SafetensorsTensor tensor in tensors)
                    map[tensor.Name] = name;
            }
        }

        File.Delete(Path.Combine(_folder, Weights));
        File.WriteAllText(Path.Combine(_folder, "model.safetensors.index.json"),
            System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { ["weight_map"] = map }));
        return map;
    }

    void ReplaceInConfig(string found, string replaced)
    {
        string path = Path.Combine(_folder, "config.json"), text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(found));
        File.WriteAllText(path, text.Replace(found, replaced));
    }

    static SafetensorsSource Ones(string name, params long[] shape) =>
        SafetensorsSource.OfFloats(name, SafetensorsType.F32, shape, () =>
            Enumerable.Repeat(1f, (int)shape.Aggregate(1L, (product, length) => product * length)).ToArray());

    static Tensor Longs(SafetensorsFile file, string name) =>
        tensor(MemoryMarshal.Cast<byte, long>(file.ReadBytes(name)).ToArray(), [.. file.Find(name)!.Shape]);

    static NamedOnnxValue OnnxLongs(string name, Tensor values) => NamedOnnxValue.CreateFromTensor(
        name, new DenseTensor<long>(values.data<long>().ToArray(), [.. values.shape.Select(size => (int)size)]));

    // Padded places see other numbers in other implementations.
    static void AssertStates(float[] actual, SafetensorsFile file, Tensor mask)
    {
        float[] expected = file.ReadFloats("last_hidden_state");
        long[] kept = mask.data<long>().ToArray();
        int width = expected.Length / kept.Length;
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int token = 0; token < kept.Length; token++)
        {
            if (kept[token] == 1)
                Assert.That(actual[(token * width)..((token + 1) * width)],
                    Is.EqualTo(expected[(token * width)..((token + 1) * width)]).Within(1e-5f), $"Token {token}");
        }
    }
}
