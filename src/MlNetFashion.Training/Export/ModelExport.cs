using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Tagger;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>Trained modules to a folder of ONNX models: file, parity with TorchSharp, entry in models.json.</summary>
public sealed class ModelExport(string folder, ModelProvenance provenance)
{
    const string VocabularyFile = "text-encoder.vocab.txt";
    const int ExampleBatch = 2, ExampleTokens = 9;

    /// <summary>The folder of models.</summary>
    public string Folder => folder;

    /// <summary>The three encoders of one run.</summary>
    /// <param name="model">What was trained.</param>
    /// <param name="vocabularySize">Ids are drawn below it when the file is compared with the module.</param>
    /// <returns>The files.</returns>
    /// <exception cref="OnnxExportException">A file differs from its module by more than 1e-4; nothing is written in its place.</exception>
    public IReadOnlyList<ExportedModel> Encoders(EmbeddingModel model, int vocabularySize) =>
    [
        Write(ModelRole.TextEncoder, model.Text, Texts(vocabularySize)),
        ImageEncoder(model.Image),
        Composer(model.Composer),
    ];

    /// <summary>A query composer.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel Composer(nn.Module<Value, Value, Value> composer) =>
        Write(ModelRole.QueryComposer, composer,
        [
            new OnnxInput(Columns.TextEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings },
            new OnnxInput(Columns.ImageEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings },
        ]);

    /// <summary>A text encoder that has a vocabulary of its own, which is written beside it.</summary>
    /// <param name="encoder">What was trained elsewhere. Its embeddings may have any length.</param>
    /// <param name="vocabulary">Of its ids.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    /// <exception cref="ArgumentException">The encoder has fewer positions than texts have tokens.</exception>
    public ExportedModel TextEncoder(TextEncoder encoder, WordPieceVocabulary vocabulary)
    {
        if (encoder.Bert.Options.MaxPositions < Columns.MaxTokens)
            throw new ArgumentException($"The encoder reads {encoder.Bert.Options.MaxPositions} tokens, but texts are given to it with up to {Columns.MaxTokens}. Choose one that reads as many.", nameof(encoder));
        vocabulary.Save(Path.Combine(folder, VocabularyFile));
        return Write(ModelRole.TextEncoder, encoder, Texts(vocabulary.Size), $"N,{encoder.EmbeddingDimension}", new ModelVocabulary(VocabularyFile, vocabulary.Sha256));
    }

    /// <summary>The generator.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel Generator(FashionGenerator generator) =>
        Write(ModelRole.Generator, generator,
        [
            new OnnxInput(Columns.QueryEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings },
            Noise(Columns.NoiseDimension),
        ], $"N,3,{generator.ImageSize},{generator.ImageSize}");

    /// <summary>The image encoder alone, where it learned with a generator.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel ImageEncoder(ImageEncoder encoder) =>
        Write(ModelRole.ImageEncoder, encoder, [Picture(channels: 3, Columns.ImageSize)]);

    /// <summary>The attribute reader.</summary>
    /// <param name="reader">What was trained.</param>
    /// <param name="values">The values of kind, colour and gender, in the order of the proxies.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel AttributeReader(AttributeReader reader, IReadOnlyList<IReadOnlyList<string>> values)
    {
        AttributeKind[] kinds = [AttributeKind.Garment, AttributeKind.Colour, AttributeKind.Gender];
        return Write(ModelRole.AttributeReader, reader, [new OnnxInput(Columns.ImageEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings }],
            $"N,{values.Sum(each => each.Count)}", attributes: [.. kinds.Zip(values, (kind, names) => new ModelAttribute(kind, names))]);
    }

    /// <summary>The text tagger.</summary>
    /// <param name="tagger">What was trained.</param>
    /// <param name="vocabularySize">Ids are drawn below it when the file is compared with the module.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel TextTagger(TextTagger tagger, int vocabularySize) => Write(ModelRole.TextTagger, tagger, Texts(vocabularySize));

    /// <summary>A model that is not part of a search: a file that says itself where it comes from, and no entry in models.json.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="module">What was trained.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="outputs">Names of what it gives.</param>
    /// <param name="metadata">What the file is to say besides.</param>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel Plain(string file, nn.Module module, OnnxInput[] inputs, string[] outputs, params KeyValuePair<string, string>[] metadata)
    {
        Directory.CreateDirectory(folder);
        return new ExportedModel(file, Export(file, module, inputs, Path.Combine(folder, file), outputs, metadata));
    }

    /// <summary>The input of a network that sees pictures: <see cref="Columns.Image"/>, −1 to 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="side">H and W.</param>
    public static OnnxInput Picture(int channels, int side) => new(Columns.Image, rand(ExampleBatch, channels, side, side) * 2 - 1, "N");

    /// <summary>The input of a network that draws from noise: <see cref="Columns.Noise"/>.</summary>
    /// <param name="dimension">Z.</param>
    public static OnnxInput Noise(int dimension) => new(Columns.Noise, randn(ExampleBatch, dimension), "N");

    ParityReport? Export(string file, nn.Module module, OnnxInput[] inputs, string path, string[] outputs, params KeyValuePair<string, string>[] metadata)
    {
        using IDisposable _ = NewDisposeScope();
        return OnnxExporter.Export(module, inputs, path, new OnnxExportOptions
        {
            Outputs = outputs,
            Name = file.Replace(".onnx", ""),
            Seed = provenance.Seed,
            Metadata = new Dictionary<string, string>(metadata)
            {
                ["command"] = provenance.Command,
                ["data"] = provenance.Data,
                ["seed"] = $"{provenance.Seed}",
                ["step"] = $"{provenance.Step}",
            },
        });
    }

    ExportedModel Write(ModelRole role, nn.Module module, OnnxInput[] inputs, string? shape = null, ModelVocabulary? vocabulary = null, IReadOnlyList<ModelAttribute>? attributes = null)
    {
        ModelContract contract = ModelContract.Of(role);
        ModelTensor output = shape is null ? contract.Output : contract.Output with { Shape = shape };
        string path = Path.Combine(folder, contract.File), made = $"{path}.new";
        Directory.CreateDirectory(folder);
        ParityReport? report = Export(contract.File, module, inputs, made, [contract.Output.Name]);
        ModelManifest manifest = File.Exists(Path.Combine(folder, ModelManifest.FileName)) ? ModelManifest.Read(folder) : new ModelManifest([]);
        if (manifest.Find(role) is { } before && before.Vocabulary == vocabulary && IsThere(before, path, made))
        {
            File.Delete(made);
            if (before.Learned is null && provenance.Learned is not null)
                manifest.With(before with { Learned = provenance.Learned }).Write(folder);
            return new ExportedModel(contract.File, report);
        }

        File.Move(made, path, overwrite: true);
        // What another encoder's embeddings were read by says nothing of this one's.
        if (role == ModelRole.ImageEncoder)
            manifest = manifest with { Models = [.. manifest.Models.Where(model => model.Role != ModelRole.AttributeReader)] };
        var entry = new ModelFile
        {
            Role = role,
            File = contract.File,
            Sha256 = Checksum(path),
            Inputs = contract.Inputs,
            Outputs = [output],
            Vocabulary = vocabulary,
            Attributes = attributes,
            Command = provenance.Command,
            Data = provenance.Data,
            Learned = provenance.Learned,
            Seed = provenance.Seed,
            Metrics = provenance.Metrics,
        };
        manifest.With(entry).Write(folder);
        return new ExportedModel(contract.File, report);
    }

    // A model that was not changed keeps its file, and with it its checksum: indexes that were made with it stay valid.
    static bool IsThere(ModelFile entry, string path, string made) =>
        File.Exists(path) && Checksum(path) == entry.Sha256 && OnnxModel.Load(path).HasSameGraphAs(OnnxModel.Load(made));

    static string Checksum(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    static OnnxInput[] Texts(int vocabularySize) =>
    [
        new(Columns.InputIds, randint(0, vocabularySize, [ExampleBatch, ExampleTokens], dtype: ScalarType.Int64), "N", "T") { Sample = (random, shape) => Ids(random, shape, vocabularySize) },
        new(Columns.AttentionMask, ones([ExampleBatch, ExampleTokens], dtype: ScalarType.Int64), "N", "T") { Sample = Mask },
    ];

    static Tensor Ids(Random random, long[] shape, int vocabularySize) =>
        tensor([.. Enumerable.Range(0, Count(shape)).Select(_ => random.NextInt64(vocabularySize))], shape);

    // A mask as tokenisers make it: ones, then zeros, at least one token.
    static Tensor Mask(Random random, long[] shape)
    {
        long[] mask = new long[Count(shape)];
        int tokens = (int)shape[1];
        for (int row = 0; row < shape[0]; row++)
            mask.AsSpan(row * tokens, 1 + random.Next(tokens)).Fill(1);
        return tensor(mask, shape);
    }

    // Unit vectors, and now and then the zero vector that says "missing".
    static Tensor Embeddings(Random random, long[] shape)
    {
        float[] values = new float[Count(shape)];
        int length = (int)shape[1];
        for (int row = 0; row < shape[0]; row++)
        {
            if (random.Next(4) == 0)
                continue;
            Span<float> vector = values.AsSpan(row * length, length);
            foreach (ref float value in vector)
                value = random.NextSingle() * 2 - 1;
            float norm = MathF.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(vector));
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, norm, vector);
        }

        return tensor(values, shape);
    }

    static Tensor Unit(long rows, long length) => nn.functional.normalize(randn(rows, length), dim: 1);

    static int Count(long[] shape) => checked((int)shape.Aggregate(1L, (product, size) => product * size));
}
