using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.BatchScoring;
using MlNetFashion.Onnx;

namespace MlNetFashion.Tests.BatchScoring;

/// <summary>Rows scored in batches are the rows that ML.NET scores one by one.</summary>
public sealed class BatchScoringTests
{
    const string Sums = nameof(Sums), Squares = nameof(Squares);

    static readonly string[] s_all = [nameof(Reading.Number), nameof(Reading.Station), nameof(Reading.Values), nameof(Reading.Offset), Sums, Squares];

    readonly MLContext _context = new();
    TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteModels()
    {
        _folder = new TemporaryFolder();
        Model(Dim.Named("N", 2)).Save(_folder["free.onnx"]);
        Model(1).Save(_folder["fixed.onnx"]);
    }

    [OneTimeTearDown]
    public void Clear() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(61)]
    public void Every_column_of_every_row_is_as_it_should_be(int rows)
    {
        IDataView scored = Chain("free.onnx").InBatches(new BatchScoringOptions { Rows = 8 }).Transform(Data(rows));
        (int Number, string Station, float[] Sums, float[] Squares)[] read = [.. Read(scored, s_all)];
        Assert.That(read.Select(row => row.Number), Is.EqualTo(Enumerable.Range(0, rows)));
        foreach ((int number, string station, float[] sums, float[] squares) in read)
        {
            Reading reading = Row(number);
            Assert.That(station, Is.EqualTo(reading.Station));
            Assert.That(sums, Is.EqualTo(new[] { reading.Values.Sum() + reading.Offset }).Within(1e-4f));
            Assert.That(squares, Is.EqualTo(reading.Values.Select(value => value * value)).Within(1e-4f));
        }
    }

    [Test]
    public void A_chain_that_was_saved_and_loaded_scores_the_same_in_batches_without_the_file()
    {
        IDataView data = Data(20);
        string model = _folder["moved.onnx"];
        File.Copy(_folder["free.onnx"], model);
        using (BatchedTransformer chain = Estimator(model).Fit(data).InBatches())
            _context.Model.Save(chain, data.Schema, _folder["chain.zip"]);
        File.Delete(model);
        using BatchedTransformer loaded = new MLContext().Model.Load(_folder["chain.zip"], out _).InBatches();
        Assert.That(Read(loaded.Transform(data), s_all).Select(row => row.Sums[0]),
            Is.EqualTo(Enumerable.Range(0, 20).Select(i => Row(i).Values.Sum() + Row(i).Offset)).Within(1e-4f));
    }

    [Test]
    public void Shuffled_rows_keep_their_outputs()
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView shuffled = _context.Data.ShuffleRows(chain.Transform(Data(200)), seed: 3);
        (int Number, string Station, float[] Sums, float[] Squares)[] read = [.. Read(shuffled, s_all)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Select(row => row.Number), Is.Not.Ordered.And.EquivalentTo(Enumerable.Range(0, 200)));
            Assert.That(read.Select(row => row.Sums[0]), Is.EqualTo(read.Select(row => Row(row.Number).Values.Sum() + Row(row.Number).Offset)).Within(1e-4f));
        }
    }

    [Test]
    public void Several_cursors_at_once_do_not_disturb_each_other()
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches(new BatchScoringOptions { Rows = 4 });
        IDataView scored = chain.Transform(Data(40));
        IEnumerable<float> sums = Read(scored, s_all).Select(row => row.Sums[0]);
        Assert.That(Read(scored, [nameof(Reading.Number), Sums, nameof(Reading.Station), Squares]).Zip(sums, Read(scored, s_all)),
            Has.All.Matches<((int, string, float[] Sums, float[]) One, float Other, (int, string, float[] Sums, float[]) Third)>(
                rows => Math.Abs(rows.One.Sums[0] - rows.Other) < 1e-4f && Math.Abs(rows.Other - rows.Third.Sums[0]) < 1e-4f));
    }

    [Test]
    public void A_set_of_cursors_gives_each_row_once()
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView scored = chain.Transform(_context.Data.Cache(Data(300)));
        var sums = new List<float>();
        foreach (DataViewRowCursor cursor in scored.GetRowCursorSet(scored.Schema, 3))
        {
            using (cursor)
            {
                ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema[Sums]);
                VBuffer<float> value = default;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    sums.Add(value.GetItemOrDefault(0));
                }
            }
        }

        Assert.That(sums, Is.EquivalentTo(Enumerable.Range(0, 300).Select(i => Row(i).Values.Sum() + Row(i).Offset))
            .Using<float>((a, b) => Math.Abs(a - b) < 1e-4f));
    }

    [Test]
    public void One_who_takes_a_row_does_not_wait_for_a_batch_of_them()
    {
        int made = 0;
        IDataView data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 1000).Select(i =>
        {
            made++;
            return Row(i);
        }));
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        Assert.That(Read(_context.Data.TakeRows(chain.Transform(data), 1), s_all).Count(), Is.EqualTo(1));
        Assert.That(made, Is.LessThanOrEqualTo(5));
    }

    [Test]
    public void Rows_before_a_fault_in_the_data_are_given_before_it([Values(0, 3, 40, 1500)] int good)
    {
        IDataView data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 3000).Select(i =>
            i < good ? Row(i) : throw new InvalidDataException($"Row {i} is damaged.")));
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView scored = chain.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema[Sums]);
        VBuffer<float> value = default;
        for (int i = 0; i < good; i++)
        {
            Assert.That(cursor.MoveNext());
            getter(ref value);
            Assert.That(value.GetItemOrDefault(0), Is.EqualTo(Row(i).Values.Sum() + Row(i).Offset).Within(1e-4f));
        }

        for (int time = 0; time < 2; time++)
            Assert.That(cursor.MoveNext, Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo($"Row {good} is damaged."));
        Assert.That(() => getter(ref value), Throws.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void A_model_that_is_closed_under_a_cursor_is_told_again_and_again()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(Row));
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView scored = chain.Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        Assert.That(cursor.MoveNext());
        chain.Dispose();
        int more = 0;
        Assert.That(() =>
        {
            while (cursor.MoveNext())
                more++;
        }, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(cursor.MoveNext, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(more, Is.LessThan(10));
    }

    [TestCase(1)]
    [TestCase(100)]
    [TestCase(2000)]
    public void A_cursor_can_be_left_anywhere(int rows)
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView scored = chain.Transform(Data(5000));
        for (int time = 0; time < 20; time++)
            Assert.That(Read(scored, s_all).Take(rows).Last().Number, Is.EqualTo(rows - 1));
    }

    [TestCase(int.MaxValue, 0)]
    [TestCase(1, 3)]
    [TestCase(7, 1)]
    public void Any_size_of_batches_and_any_number_of_threads_gives_the_same(int size, int threads)
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches(new BatchScoringOptions { Rows = size, Threads = threads });
        IDataView scored = chain.Transform(Data(777));
        (int Number, string, float[] Sums, float[])[] read = [.. Read(scored, s_all)];
        Assert.That(read.Select(row => row.Number), Is.EqualTo(Enumerable.Range(0, 777)));
        Assert.That(read.Select(row => row.Sums[0]), Is.EqualTo(Enumerable.Range(0, 777).Select(i => Row(i).Values.Sum() + Row(i).Offset)).Within(1e-4f));
    }

    [Test]
    public void Ten_times_as_many_rows_take_no_more_memory()
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        long few = Kept(10_000), many = Kept(100_000);
        Assert.That(many - few, Is.LessThan(1 << 20));

        // Bytes that live on while the last row is looked at.
        long Kept(int rows)
        {
            Reading row = Row(1);
            IDataView scored = chain.Transform(_context.Data.LoadFromEnumerable(Enumerable.Repeat(row, rows)));
            using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
            for (int i = 0; i < rows; i++)
                cursor.MoveNext();
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    [Test]
    public void Columns_of_the_data_alone_are_read_without_the_model()
    {
        using BatchedTransformer chain = Chain("free.onnx").InBatches();
        IDataView scored = chain.Transform(Data(10));
        chain.Dispose();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scored.GetColumn<string>(nameof(Reading.Station)), Is.EqualTo(Enumerable.Range(0, 10).Select(i => Row(i).Station)));
            Assert.That(() => scored.GetColumn<float[]>(Sums).ToArray(), Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void A_model_of_one_row_a_run_is_scored_by_ml_net()
    {
        IDataView scored = Chain("fixed.onnx").InBatches().Transform(Data(9));
        Assert.That(Read(scored, s_all).Select(row => row.Sums[0]),
            Is.EqualTo(Enumerable.Range(0, 9).Select(i => Row(i).Values.Sum() + Row(i).Offset)).Within(1e-4f));
    }

    [TestCase(0, 0, null)]
    [TestCase(1, -1, null)]
    [TestCase(1, 0, -1)]
    public void An_option_out_of_its_range_is_refused(int rows, int threads, int? device) =>
        Assert.That(() => Chain("free.onnx").InBatches(new BatchScoringOptions { Rows = rows, Threads = threads, CudaDevice = device }),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    ITransformer Chain(string model) => Estimator(_folder[model]).Fit(Data(1));

    IEstimator<ITransformer> Estimator(string model) => _context.Transforms.ApplyOnnxModel([Sums, Squares], [nameof(Reading.Values), nameof(Reading.Offset)],
        model, new Dictionary<string, int[]> { [nameof(Reading.Values)] = [1, Reading.Width], [nameof(Reading.Offset)] = [1, 1] }, gpuDeviceId: null,
            fallbackToCpu: false);

    IDataView Data(int rows) => _context.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(Row));

    static Reading Row(int number)
    {
        var random = new Random(number);
        return new Reading
        {
            Number = number,
            Station = $"station {number}",
            Values = [.. Enumerable.Range(0, Reading.Width).Select(_ => 10 * random.NextSingle())],
            Offset = random.NextSingle(),
        };
    }

    // Columns are asked for in this order, which is not that of the schema.
    static IEnumerable<(int Number, string Station, float[] Sums, float[] Squares)> Read(IDataView data, string[] columns)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.Select(name => data.Schema[name]));
        ValueGetter<int> numbers = cursor.GetGetter<int>(data.Schema[nameof(Reading.Number)]);
        ValueGetter<ReadOnlyMemory<char>> stations = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema[nameof(Reading.Station)]);
        ValueGetter<VBuffer<float>> sums = cursor.GetGetter<VBuffer<float>>(data.Schema[Sums]),
            squares = cursor.GetGetter<VBuffer<float>>(data.Schema[Squares]);
        int number = 0;
        ReadOnlyMemory<char> station = default;
        VBuffer<float> sum = default, square = default;
        while (cursor.MoveNext())
        {
            numbers(ref number);
            stations(ref station);
            sums(ref sum);
            squares(ref square);
            yield return (number, station.ToString(), [.. sum.DenseValues()], [.. square.DenseValues()]);
        }
    }

    static OnnxModel Model(Dim rows)
    {
        var graph = new GraphBuilder();
        GraphValue values = graph.Input(nameof(Reading.Values), ElementType.Float, rows, Reading.Width),
            offset = graph.Input(nameof(Reading.Offset), ElementType.Float, rows, 1);
        graph.Output(Sums, graph.Node("Add", [graph.Node("ReduceSum", [values, graph.Constant(1)], ("keepdims", 1L)), offset]));
        graph.Output(Squares, graph.Node("Mul", [values, values]));
        return graph.ToModel("sums");
    }
}
