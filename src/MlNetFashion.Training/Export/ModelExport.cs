using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Text;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Tagger;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>Trained modules to a folder of ONNX models: file, parity with TorchSharp, entry in models.json.</summary>
/// <param name="set">The folder's models. They are in their place when it is committed.</param>
/// <param name="provenance">Where the modules come from.</param>
public sealed class ModelExport(ModelSetDraft set, ModelProvenance provenance)
{
    const int ExampleBatch = 2, ExampleTokens = 9;

    const double LargestDifference = 1e-4;

    /// <summary>Where the file of a latent generator says its sizes, by which it is imported again: the weights do not tell steps and guidance.</summary>
    internal const string LatentSizes = "latentGenerator";

    /// <summary>The folder's models.</summary>
    public ModelSetDraft Set => set;

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
            throw new ArgumentException($"The encoder reads {encoder.Bert.Options.MaxPositions} tokens, "
                + $"but texts are given to it with up to {Columns.MaxTokens}. Choose one that reads as many.", nameof(encoder));
        (string file, string sha256) = set.Add(ModelSetDraft.VocabularyFile, vocabulary.ToBytes());
        return Write(ModelRole.TextEncoder, encoder, Texts(vocabulary.Size), $"N,{encoder.EmbeddingDimension}", new ModelVocabulary(file, sha256));
    }

    /// <summary>The generator.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel Generator(FashionGenerator generator) => Generator(generator, Columns.NoiseDimension, generator.ImageSize, OnnxPrecision.AsModule);

    /// <summary>The generator that draws in the latents of an autoencoder; its weights become 16-bit numbers, in the module as in the file.</summary>
    /// <inheritdoc cref="Encoders" path="/exception"/>
    public ExportedModel Generator(FlowGenerator generator)
    {
        using (no_grad())
        {
            foreach (Parameter weight in generator.parameters().Where(weight => weight.dim() > 1))
                weight.copy_(weight.to_type(ScalarType.Float16));
        }

        return Generator(generator, generator.Options.NoiseDimension, generator.Options.Autoencoder.ImageSize, OnnxPrecision.Float16Weights,
            new KeyValuePair<string, string>(LatentSizes, JsonSerializer.Serialize(generator.Options)));
    }

    ExportedModel Generator(nn.Module<Value, Value, Value> generator, int noiseDimension, int imageSize, OnnxPrecision precision,
        params KeyValuePair<string, string>[] metadata) =>
        Write(ModelRole.Generator, generator,
        [
            new OnnxInput(Columns.QueryEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings },
            Noise(noiseDimension),
        ], $"N,3,{imageSize},{imageSize}", precision: precision, metadata: metadata);

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
        return Write(ModelRole.AttributeReader, reader,
            [new OnnxInput(Columns.ImageEmbedding, Unit(ExampleBatch, Columns.EmbeddingDimension), "N") { Sample = Embeddings }],
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
        using var content = new MemoryStream();
        ParityReport? report = Export(file, module, inputs, content, outputs, OnnxPrecision.AsModule, metadata);
        FileDraft.Write(Path.Combine(set.Folder, file), content.ToArray());
        return new ExportedModel(file, report);
    }

    /// <summary>The input of a network that sees pictures: <see cref="Columns.Image"/>, −1 to 1.</summary>
    /// <param name="channels">C.</param>
    /// <param name="side">H and W.</param>
    public static OnnxInput Picture(int channels, int side) => new(Columns.Image, rand(ExampleBatch, channels, side, side) * 2 - 1, "N");

    /// <summary>The input of a network that draws from noise: <see cref="Columns.Noise"/>.</summary>
    /// <param name="dimension">Z.</param>
    public static OnnxInput Noise(int dimension) => new(Columns.Noise, randn(ExampleBatch, dimension), "N");

    ParityReport? Export(string file, nn.Module module, OnnxInput[] inputs, Stream content, string[] outputs, OnnxPrecision precision,
        params KeyValuePair<string, string>[] metadata)
    {
        using IDisposable _ = NewDisposeScope();
        return OnnxExporter.Export(module, inputs, content, new OnnxExportOptions
        {
            Outputs = outputs,
            Precision = precision,
            Tolerance = LargestDifference,
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

    ExportedModel Write(ModelRole role, nn.Module module, OnnxInput[] inputs, string? shape = null, ModelVocabulary? vocabulary = null,
        IReadOnlyList<ModelAttribute>? attributes = null, OnnxPrecision precision = OnnxPrecision.AsModule, params KeyValuePair<string, string>[] metadata)
    {
        ModelContract contract = ModelContract.Of(role);
        ModelTensor output = shape is null ? contract.Output : contract.Output with { Shape = shape };
        using var content = new MemoryStream();
        ParityReport? report = Export(contract.File, module, inputs, content, [contract.Output.Name], precision, metadata);
        byte[] made = content.ToArray();
        if (set.Manifest.Find(role) is { } before && before.Vocabulary == vocabulary && IsThere(before, made))
        {
            if (before.Learned is null && provenance.Learned is not null)
                set.Put(before with { Learned = provenance.Learned });
            return new ExportedModel(before.File, report);
        }

        // What another encoder's embeddings were read by says nothing of this one's.
        if (role == ModelRole.ImageEncoder)
            set.Remove(ModelRole.AttributeReader);
        (string file, string sha256) = set.Add(contract.File, made);
        set.Put(new ModelFile
        {
            Role = role,
            File = file,
            Sha256 = sha256,
            Inputs = [.. contract.Inputs.Zip(inputs, (input, example) => input.Name == Columns.Noise
                ? input with { Shape = $"N,{example.Example.shape[1]}" } : input)],
            Outputs = [output],
            Vocabulary = vocabulary,
            Attributes = attributes,
            Command = provenance.Command,
            Data = provenance.Data,
            Learned = provenance.Learned,
            Seed = provenance.Seed,
            Metrics = provenance.Metrics,
        });
        return new ExportedModel(file, report);
    }

    // A model that was not changed keeps its file, and with it its checksum: indexes that were made with it stay valid.
    bool IsThere(ModelFile entry, byte[] made) => set.Read(entry) is { } old && OnnxModel.Load(old).HasSameGraphAs(OnnxModel.Load(made));

    static OnnxInput[] Texts(int vocabularySize) =>
    [
        new(Columns.InputIds, randint(0, vocabularySize, [ExampleBatch, ExampleTokens], dtype: ScalarType.Int64), "N",
            "T") { Sample = (random, shape) => Ids(random, shape, vocabularySize) },
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
