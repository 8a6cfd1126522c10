using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Models;

/// <summary>Models with the right tensors and random weights, so simple that their answers can be computed beside them.</summary>
static class TinyModels
{
    const int D = Columns.EmbeddingDimension, Patches = 8 * 8 * 3, Patch = Columns.ImageSize / 8;

    /// <summary>The text embedding is the normalised sum of these rows.</summary>
    public static float[] WordVectors { get; } = Random(WordPieceVocabulary.Default.Size * D, 1);

    /// <summary>Added to both embeddings by the composer, so that it answers to no embedding at all.</summary>
    public static float[] ComposerBias { get; } = Random(D, 2);

    /// <summary>The tagger is sure of the pieces of these words and of no others.</summary>
    public static IReadOnlyDictionary<string, AttributeKind> TaggedWords { get; } = new Dictionary<string, AttributeKind>
    {
        ["chartreuse"] = AttributeKind.Colour,
        ["puce"] = AttributeKind.Colour,
        ["houndstooth"] = AttributeKind.Pattern,
    };

    static readonly Lazy<string> s_folder = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("mlnetfashion-models-").FullName;
        Write(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    /// <summary>What the attribute reader tells apart.</summary>
    public static IReadOnlyList<ModelAttribute> Attributes { get; } =
        [new(AttributeKind.Garment, ["kaftan", "poncho", "anorak"]), new(AttributeKind.Colour, ["red", "blue"]), new(AttributeKind.Gender, ["women", "men"])];

    /// <summary>The attribute reader's scores before the softmax are an embedding times these, D rows.</summary>
    public static float[] AttributeVectors { get; } = Random(D * 7, 6);

    /// <summary>A folder of all but the attribute reader and models.json, made once for all tests; not to be changed.</summary>
    public static string Folder => s_folder.Value;

    /// <summary>Writes all but the attribute reader and models.json.</summary>
    public static void Write(string folder)
    {
        var manifest = new ModelManifest([]);
        foreach (ModelContract contract in ModelContract.All.Where(contract => contract.Role != ModelRole.AttributeReader))
        {
            Make(contract.Role).Save(Path.Combine(folder, contract.File));
            manifest = manifest.With(Describe(folder, contract));
        }

        manifest.Write(folder);
    }

    /// <summary>Adds an attribute reader to a folder of models.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sureness">The scores before the softmax are multiplied with it: at 0 all values are equally likely.</param>
    public static void AddAttributeReader(string folder, float sureness)
    {
        ModelContract contract = ModelContract.Of(ModelRole.AttributeReader);
        AttributeReader([.. AttributeVectors.Select(value => value * sureness)]).Save(Path.Combine(folder, contract.File));
        ModelManifest.Read(folder).With(Describe(folder, contract) with { Attributes = Attributes, Outputs = [contract.Output with { Shape = "N,7" }] })
            .Write(folder);
    }

    /// <summary>Puts a composer that adds another vector into a folder of models.</summary>
    public static void ReplaceComposer(string folder, float[] bias)
    {
        ModelContract contract = ModelContract.Of(ModelRole.QueryComposer);
        Composer(bias).Save(Path.Combine(folder, contract.File));
        ModelManifest.Read(folder).With(Describe(folder, contract)).Write(folder);
    }

    /// <summary>Puts a generator of larger pictures into a folder of models: the same patches, with a grain that changes from pixel to pixel.</summary>
    public static void AddLargeGenerator(string folder, int side)
    {
        ModelContract contract = ModelContract.Of(ModelRole.Generator);
        Generator(side).Save(Path.Combine(folder, contract.File));
        ModelManifest.Read(folder).With(Describe(folder, contract) with { Outputs = [contract.Output with { Shape = $"N,3,{side},{side}" }] }).Write(folder);
    }

    public static ModelFile Describe(string folder, ModelContract contract) => new()
    {
        Role = contract.Role,
        File = contract.File,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, contract.File)))),
        Inputs = contract.Inputs,
        Outputs = [contract.Output],
        Command = "made by the tests",
        Seed = 1,
        Metrics = new Dictionary<string, double> { ["precision@10"] = 0.25 },
    };

    public static OnnxModel Make(ModelRole role)
    {
        var graph = new GraphBuilder();
        Dim n = Dim.Named("N", 2), t = Dim.Named("T", 5);
        switch (role)
        {
            case ModelRole.TextEncoder:
                GraphValue ids = graph.Input(Columns.InputIds, ElementType.Int64, n, t), mask = graph.Input(Columns.AttentionMask, ElementType.Int64, n, t);
                GraphValue words = graph.Node("Gather", [Weights(graph, "words", WordVectors, WordVectors.Length / D, D), ids]);
                GraphValue weights = graph.Node("Unsqueeze", [graph.Node("Cast", [mask], ("to", (long)ElementType.Float)), graph.Constant(2)]);
                graph.Output(Columns.TextEmbedding,
                    Normalise(graph, graph.Node("ReduceSum", [graph.Node("Mul", [words, weights]), graph.Constant(1)], ("keepdims", 0L))));
                break;
            case ModelRole.ImageEncoder:
                GraphValue image = graph.Input(Columns.Image, ElementType.Float, n, 3, Columns.ImageSize, Columns.ImageSize);
                GraphValue patches = graph.Node("AveragePool", [image], ("kernel_shape", new long[] { Patch, Patch }),
                    ("strides", new long[] { Patch, Patch }));
                graph.Output(Columns.ImageEmbedding, Normalise(graph, Project(graph, graph.Node("Flatten", [patches], ("axis", 1L)), Patches, D, 3)));
                break;
            case ModelRole.QueryComposer:
                return Composer(ComposerBias);
            case ModelRole.Generator:
                return Generator(Columns.ImageSize);
            case ModelRole.TextTagger:
                GraphValue pieces = graph.Input(Columns.InputIds, ElementType.Int64, n, t),
                    present = graph.Input(Columns.AttentionMask, ElementType.Int64, n, t);
                GraphValue tags = graph.Node("Gather", [Weights(graph, "tags", Tags(), WordPieceVocabulary.Default.Size, Columns.TagCount), pieces]);
                GraphValue kept = graph.Node("Mul",
                    [tags, graph.Node("Unsqueeze", [graph.Node("Cast", [present], ("to", (long)ElementType.Float)), graph.Constant(2)])]);
                graph.Output(Columns.TagScores, graph.Node("Softmax", [kept], ("axis", -1L)));
                break;
        }

        return graph.ToModel(role.ToString());
    }

    static OnnxModel Composer(float[] bias)
    {
        var graph = new GraphBuilder();
        Dim n = Dim.Named("N", 2);
        GraphValue text = graph.Input(Columns.TextEmbedding, ElementType.Float, n, D), picture = graph.Input(Columns.ImageEmbedding, ElementType.Float, n, D);
        graph.Output(Columns.QueryEmbedding, Normalise(graph, graph.Node("Add", [graph.Node("Add", [text, picture]), Weights(graph, "bias", bias, D)])));
        return graph.ToModel(nameof(ModelRole.QueryComposer));
    }

    static OnnxModel Generator(int side)
    {
        var graph = new GraphBuilder();
        Dim n = Dim.Named("N", 2);
        GraphValue query = graph.Input(Columns.QueryEmbedding, ElementType.Float, n, D),
            noise = graph.Input(Columns.Noise, ElementType.Float, n, Columns.NoiseDimension);
        GraphValue small = graph.Node("Tanh",
            [graph.Node("Add", [Project(graph, query, D, Patches, 4), Project(graph, noise, Columns.NoiseDimension, Patches, 5)])]);
        GraphValue grid = graph.Node("Reshape", [small, graph.Sizes(n, 3, 8, 8)]);
        float scale = side / 8f;
        GraphValue picture = graph.Node("Resize", [grid, null, Weights(graph, "scales", [1, 1, scale, scale], 4)], ("mode", "nearest"));
        if (side > Columns.ImageSize)
            picture = graph.Node("Tanh", [graph.Node("Add", [picture, Weights(graph, "grain", Random(3 * side * side, 7), 1, 3, side, side)])]);
        graph.Output(Columns.GeneratedImage, picture);
        return graph.ToModel(nameof(ModelRole.Generator));
    }

    static OnnxModel AttributeReader(float[] vectors)
    {
        var graph = new GraphBuilder();
        GraphValue embedding = graph.Input(Columns.ImageEmbedding, ElementType.Float, Dim.Named("N", 2), D);
        var scores = new List<GraphValue?>();
        int next = 0;
        foreach (ModelAttribute attribute in Attributes)
        {
            int count = attribute.Values.Count;
            float[] own = [.. Enumerable.Range(0, D).SelectMany(row => vectors.Skip(row * 7 + next).Take(count))];
            scores.Add(graph.Node("Softmax", [graph.Node("MatMul", [embedding, Weights(graph, $"vectors{next}", own, D, count)])], ("axis", -1L)));
            next += count;
        }

        graph.Output(Columns.AttributeScores, graph.Node("Concat", [.. scores], ("axis", 1L)));
        return graph.ToModel(nameof(AttributeReader));
    }

    static float[] Tags()
    {
        float[] tags = new float[WordPieceVocabulary.Default.Size * Columns.TagCount];
        for (int id = 0; id < WordPieceVocabulary.Default.Size; id++)
            tags[id * Columns.TagCount] = 8;
        foreach ((string word, AttributeKind kind) in TaggedWords)
        {
            foreach (WordPieceToken piece in WordPieceTokenizer.Default.EncodeToTokens(word))
                tags[piece.Id * Columns.TagCount + 1 + (int)kind] = 16;
        }

        return tags;
    }

    static GraphValue Project(GraphBuilder graph, GraphValue values, int from, int to, int seed) =>
        graph.Node("MatMul", [values, Weights(graph, $"projection{seed}", Random(from * to, seed), from, to)]);

    static GraphValue Normalise(GraphBuilder graph, GraphValue values) =>
        graph.Node("Div", [values, graph.Node("ReduceL2", [values], ("axes", new long[] { 1 }), ("keepdims", 1L))]);

    static GraphValue Weights(GraphBuilder graph, string name, float[] values, params long[] shape) =>
        graph.Initializer(name, ElementType.Float, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
