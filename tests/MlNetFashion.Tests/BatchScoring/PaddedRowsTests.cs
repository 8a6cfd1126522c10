using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.BatchScoring;
using MlNetFashion.Onnx;

namespace MlNetFashion.Tests.BatchScoring;

/// <summary>Rows that are padded at their end are cut, and scored with rows of like lengths.</summary>
public sealed class PaddedRowsTests
{
    const int Most = 40, Count = 3000;

    const string Sum = nameof(Sum), Width = nameof(Width), Each = nameof(Each);

    readonly MLContext _context = new();
    TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteModels()
    {
        _folder = new TemporaryFolder();
        Model(eachToken: false).Save(_folder["whole.onnx"]);
        Model(eachToken: true).Save(_folder["each.onnx"]);
    }

    [OneTimeTearDown]
    public void Clear() => _folder.Dispose();

    [Test]
    public void Rows_keep_their_order_and_values_and_are_hardly_padded()
    {
        long[][] rows = Read("whole.onnx", "Mask", [Sum, Width]);
        Assert.That(rows.Select(row => row[0]), Is.EqualTo(Enumerable.Range(0, Count).Select(i => Row(i).Tokens.Sum())));
        long[] padding = [.. rows.Select((row, i) => row[1] - Length(i))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(padding, Has.All.GreaterThanOrEqualTo(0));
            // Of 40 a row that is not cut has 20 on average.
            Assert.That(padding.Skip(100).Average(), Is.LessThan(1.5));
        }
    }

    [TestCase(null)]
    [TestCase("Tokens of another model")]
    public void Without_a_mask_every_row_is_whole(string? mask) =>
        Assert.That(Read("whole.onnx", mask, [Width]).Select(row => row[0]), Has.All.EqualTo(Most));

    [Test]
    public void A_model_with_an_output_for_each_token_sees_whole_rows()
    {
        long[][] rows = Read("each.onnx", "Mask", [Each]);
        Assert.That(rows, Is.EqualTo(Enumerable.Range(0, Count).Select(i => Row(i).Tokens)));
    }

    long[][] Read(string model, string? mask, string[] outputs)
    {
        IDataView data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(Row));
        Dictionary<string, int[]> given = model == "each.onnx" ? new() { [Each] = [1, Most] } : new() { [Sum] = [1, 1], [Width] = [1, 1] };
        var shapes = new Dictionary<string, int[]>(given) { ["Tokens"] = [1, Most], ["Mask"] = [1, Most] };
        using BatchedTransformer chain = _context.Transforms.ApplyOnnxModel([.. given.Keys], ["Tokens", "Mask"], _folder[model], shapes, gpuDeviceId: null,
            fallbackToCpu: false).Fit(data).InBatches(new BatchScoringOptions { PaddingMask = mask, Threads = 2 });
        IDataView scored = chain.Transform(data);
        long[][][] columns = [.. outputs.Select(name => scored.GetColumn<long[]>(name).ToArray())];
        return [.. Enumerable.Range(0, Count).Select(row => columns.SelectMany(column => column[row]).ToArray())];
    }

    static int Length(int number) => 1 + new Random(number).Next(Most);

    static Sentence Row(int number)
    {
        int length = Length(number);
        return new Sentence
        {
            Tokens = [.. Enumerable.Range(0, Most).Select(i => i < length ? number + 100L * i : 0)],
            Mask = [.. Enumerable.Range(0, Most).Select(i => i < length ? 1L : 0)],
        };
    }

    static OnnxModel Model(bool eachToken)
    {
        var graph = new GraphBuilder();
        GraphValue tokens = graph.Input("Tokens", ElementType.Int64, Dim.Named("N", 2), Dim.Named("T", 3)),
            mask = graph.Input("Mask", ElementType.Int64, Dim.Named("N", 2), Dim.Named("T", 3));
        GraphValue read = graph.Node("Mul", [tokens, mask]);
        if (eachToken)
        {
            graph.Output(Each, read);
            return graph.ToModel("tokens");
        }

        GraphValue zeros = graph.Node("Mul", [mask, graph.Scalar(0, ElementType.Int64)]);
        GraphValue ones = graph.Node("Add", [zeros, graph.Scalar(1, ElementType.Int64)]);
        graph.Output(Sum, graph.Node("ReduceSum", [read, graph.Constant(1)], ("keepdims", 1L)));
        graph.Output(Width, graph.Node("ReduceSum", [ones, graph.Constant(1)], ("keepdims", 1L)));
        return graph.ToModel("tokens");
    }

    sealed class Sentence
    {
        [VectorType(Most)]
        public long[] Tokens { get; set; } = [];

        [VectorType(Most)]
        public long[] Mask { get; set; } = [];
    }
}
