using System.Text.Json.Nodes;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

public sealed class FashionModelsTests
{
    const int D = Columns.EmbeddingDimension, Side = Columns.ImageSize;

    [Test]
    public void A_manifest_is_read_as_it_was_written()
    {
        ModelManifest manifest = ModelManifest.Read(TinyModels.Folder);
        Assert.That(manifest.Models.Select(model => model.Role), Is.EqualTo(Enum.GetValues<ModelRole>().Except([ModelRole.AttributeReader])));
        ModelFile encoder = manifest.Find(ModelRole.TextEncoder)!;
        Assert.That(encoder.Inputs, Is.EqualTo([new ModelTensor("InputIds", "int64", "N,T"), new ModelTensor("AttentionMask", "int64", "N,T")]));
        Assert.That((encoder.File, encoder.Command, encoder.Seed, encoder.Metrics["precision@10"]),
            Is.EqualTo(("text-encoder.onnx", "made by the tests", 1L, 0.25)));
        string json = File.ReadAllText(Path.Combine(TinyModels.Folder, ModelManifest.FileName));
        Assert.That(json, Does.Contain("\"role\": \"query-composer\"").And.Contain($"\"shape\": \"N,3,{Columns.ImageSize},{Columns.ImageSize}\""));
    }

    [Test]
    public void A_model_of_the_same_role_is_replaced()
    {
        ModelManifest manifest = ModelManifest.Read(TinyModels.Folder);
        ModelFile other = manifest.Find(ModelRole.Generator)! with { Seed = 7 };
        Assert.That(manifest.With(other).Models, Has.Count.EqualTo(5));
        Assert.That(manifest.With(other).Find(ModelRole.Generator)!.Seed, Is.EqualTo(7));
    }

    [Test]
    public void A_folder_without_models_is_named_with_what_to_do()
    {
        using TemporaryFolder folder = new();
        Assert.That(() => FashionModels.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo(
            $"There are no models in '{folder.Path}': it has no models.json. "
                + $"Reference the package MlNetFashion.Models, name another folder, or make models with fashion export RUN --out \"{folder.Path}\"."));
    }

    [Test]
    public void A_missing_file_is_noticed_at_once_and_a_damaged_one_when_it_is_used()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        byte[] bytes = File.ReadAllBytes(folder["generator.onnx"]);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(folder["generator.onnx"], bytes);
        using (FashionModels models = FashionModels.Load(folder.Path))
        {
            Assert.That(models[ModelRole.TextEncoder].Outputs[0].Name, Is.EqualTo(Columns.TextEmbedding));
            Assert.That(() => models[ModelRole.Generator],
                Throws.TypeOf<InvalidDataException>()
                .With.Message.StartsWith($"'generator.onnx' in '{folder.Path}' is damaged or another file: its SHA-256 is "));
            Assert.That(models.Verify, Throws.TypeOf<InvalidDataException>());
        }

        File.Delete(folder["generator.onnx"]);
        Assert.That(() => FashionModels.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo(
            $"models.json in '{folder.Path}' names 'generator.onnx', but that file is not there. "
                + "Take it from the repository again, or export the model again."));
    }

    [Test]
    public void A_model_with_other_tensors_than_its_role_needs_is_refused()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelContract composer = ModelContract.Of(ModelRole.QueryComposer);
        TinyModels.Make(ModelRole.ImageEncoder).Save(folder[composer.File]);
        ModelManifest.Read(folder.Path).With(TinyModels.Describe(folder.Path, composer)).Write(folder.Path);
        using FashionModels models = FashionModels.Load(folder.Path);
        Assert.That(() => models[ModelRole.QueryComposer], Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"'query-composer.onnx' is no query-composer: it has Image float32 (N,3,{Side},{Side}) to ImageEmbedding float32 (N,{D}), "
            + $"but TextEmbedding float32 (N,{D}) and ImageEmbedding float32 (N,{D}) to QueryEmbedding float32 (N,{D}) is needed. "
                + "Export it again (fashion export RUN --out onnx/)."));
    }

    [TestCase("role", "0")]
    [TestCase("role", "17")]
    [TestCase("role", "\"\\ud800\"")]
    [TestCase("file", "\"\\ud800\"")]
    public void A_role_that_is_a_number_and_half_a_letter_are_refused_in_a_sentence(string member, string value)
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        string text = File.ReadAllText(folder[ModelManifest.FileName]);
        JsonNode json = JsonNode.Parse(text)!;
        json["models"]![0]![member] = "here";
        File.WriteAllText(folder[ModelManifest.FileName], json.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal));
        Assert.That(() => FashionModels.Load(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("is damaged"));
    }

    [TestCase("N,3,64,64", 64)]
    [TestCase("N,3,128,128", 128)]
    [TestCase("N,3,192,192", 192)]
    [TestCase("N,3,512,512", 512)]
    [TestCase("N,3,80,80", 80)]
    [TestCase("N,3,63,63", 0)]
    [TestCase("N,3,32,32", 0)]
    [TestCase("N,3,128,64", 0)]
    [TestCase("N,1,128,128", 0)]
    [TestCase("N,3,576,576", 0)]
    [TestCase("N,3,0,0", 0)]
    [TestCase("N,3,-64,-64", 0)]
    [TestCase("N,3,T,T", 0)]
    [TestCase("N,3,128", 0)]
    [TestCase("1,3,128,128", 0)]
    public void A_generator_draws_squares_of_64_to_512_pixels(string shape, int side)
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        ModelFile generator = manifest.Find(ModelRole.Generator)!;
        ModelManifest other = manifest.With(generator with { Outputs = [generator.Outputs[0] with { Shape = shape }] });
        JsonNode json = JsonNode.Parse(File.ReadAllText(folder[ModelManifest.FileName]))!;
        json["models"]!.AsArray().Single(model => (string?)model!["role"] == "generator")!["outputs"]![0]!["shape"] = shape;
        File.WriteAllText(folder[ModelManifest.FileName], json.ToJsonString());
        if (side == 0)
        {
            Assert.That(() => other.Write(folder.Path), Throws.TypeOf<InvalidDataException>(), "what is not read is not written");
            Assert.That(() => FashionModels.Load(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                $"'generator.onnx' is no generator: it has QueryEmbedding float32 (N,{D}) and Noise float32 (N,64) to GeneratedImage float32 ({shape}), "
                    + $"but QueryEmbedding float32 (N,{D}) and Noise float32 (N,64) "
                + $"to GeneratedImage float32 (N,3,{Side},{Side}) is needed, or another side from 64 up to 512, or noise of another length. Export it again "
                    + "(fashion export RUN --out onnx/)."));
            return;
        }

        using FashionModels models = FashionModels.Load(folder.Path);
        Assert.That(models.GeneratedSize, Is.EqualTo(side));
        if (side != Columns.ImageSize)
            Assert.That(() => models[ModelRole.Generator],
                Throws.TypeOf<InvalidDataException>()
                .With.Message.Contains($"gives GeneratedImage float32 (N,3,{Side},{Side}), but models.json says GeneratedImage float32 ({shape})"));
    }

    [TestCase("N,1001", 1001)]
    [TestCase("N,1", 1)]
    [TestCase("N,0", 0)]
    [TestCase("N,T", 0)]
    [TestCase("N,8,8", 0)]
    public void A_generator_says_how_long_its_noise_is(string shape, int length)
    {
        ModelContract generator = ModelContract.Of(ModelRole.Generator);
        ModelTensor noise = generator.Inputs[1] with { Shape = shape };
        if (length == 0)
        {
            Assert.That(() => generator.Check("g.onnx", [generator.Inputs[0], noise], [generator.Output]),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains($"Noise float32 ({shape})"));
            return;
        }

        generator.Check("g.onnx", [noise, generator.Inputs[0]], [generator.Output]);
        Assert.That(() => generator.Check("g.onnx", [generator.Inputs[0] with { Shape = shape }, noise], [generator.Output]),
            Throws.TypeOf<InvalidDataException>(), "queries have one length");
    }

    [Test]
    public void Only_generators_may_have_pictures_of_other_sizes()
    {
        ModelContract encoder = ModelContract.Of(ModelRole.ImageEncoder);
        Assert.That(() => encoder.Check("e.onnx", [new ModelTensor(Columns.Image, "float32", "N,3,128,128")], [encoder.Output]),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("'e.onnx' is no image-encoder"));
    }

    [Test]
    public void A_role_that_the_folder_lacks_is_named()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        (manifest with { Models = [.. manifest.Models.Where(model => model.Role != ModelRole.Generator)] }).Write(folder.Path);
        using FashionModels models = FashionModels.Load(folder.Path);
        Assert.That(models.Has(ModelRole.Generator), Is.False);
        Assert.That(() => models[ModelRole.Generator],
            Throws.TypeOf<FileNotFoundException>().With.Message.StartsWith($"'{folder.Path}' has no generator among its models."));
    }

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "git lfs pull")]
    [TestCase("{", "is damaged")]
    [TestCase("null", "is damaged")]
    [TestCase("""{"models":null,"version":1}""", "is damaged")]
    [TestCase("""{"models":[null],"version":1}""", "is damaged")]
    [TestCase("""{"models":[],"version":2}""", "is of version 2, but this program reads version 1.")]
    [TestCase("""{"models":[{"role":"generator","file":"../secret","sha256":"","inputs":[],"outputs":[]}],"version":1}""",
        "names the file '../secret', but a file must lie in the same folder.")]
    [TestCase("""{"models":[{"role":"poet","file":"a","sha256":"","inputs":[],"outputs":[]}],"version":1}""", "is damaged")]
    [TestCase("""{"models":[{"role":"generator","file":"a","sha256":"","inputs":[],"outputs":[]}],"version":1}""", "'a' is no generator: it has ")]
    public void A_damaged_manifest_is_refused_with_a_reason(string json, string reason)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder[ModelManifest.FileName], json);
        Assert.That(() => FashionModels.Load(folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }
}
