using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Layers;

static partial class LayerRows
{
    static void AddShapes(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(Identity), p => Case(nn.Identity(), p.Any(3)));
        rows.Add(nameof(Dropout), p => Case(nn.Dropout(p.Real(0, 0.9), p.Flag()), p.Any(3)));
        rows.Add(nameof(Dropout1d), p => Case(nn.Dropout1d(p.Real(0, 0.9)), p.Image(2, 1)));
        rows.Add(nameof(Dropout2d), p => Case(nn.Dropout2d(p.Real(0, 0.9)), p.Image(2, 2)));
        rows.Add(nameof(Dropout3d), p => Case(nn.Dropout3d(p.Real(0, 0.9)), p.Image(2, 3)));
        rows.Add(nameof(AlphaDropout), p => Case(nn.AlphaDropout(p.Real(0, 0.9)), p.Any(3)));
        rows.Add(nameof(FeatureAlphaDropout), p => Case(nn.FeatureAlphaDropout(p.Real(0, 0.9)), p.Image(2, 2)));
        rows.Add(nameof(Flatten), p => Case(nn.Flatten(p.Int(0, 1), p.Of(-1, -2, 3)), p.Image(2, 2)));
        rows.Add(nameof(Unflatten), p =>
        {
            (long a, long b) = p.Two(1, 4);
            return Case(nn.Unflatten(1, p.Of<long[]>([a, b], [a, -1], [-1, b])), p.Image(a * b, 1));
        });
        rows.Add(nameof(PixelShuffle), p =>
        {
            long r = p.Int(1, 3);
            return Case(nn.PixelShuffle(r), p.Image(r * r * p.Int(1, 3), 2));
        });
        rows.Add(nameof(PixelUnshuffle), p =>
        {
            long r = p.Int(1, 3), c = p.Int(1, 3);
            return Case(nn.PixelUnshuffle(r), new OnnxInput("x", randn(p.Int(1, 3), c, r * p.Int(1, 3), r * p.Int(1, 3)), "N"));
        });
        rows.Add(nameof(ChannelShuffle), p =>
        {
            long groups = p.Int(1, 3);
            return Case(nn.ChannelShuffle(groups), p.Image(groups * p.Int(1, 3), 2));
        });
        rows.Add(nameof(Upsample), Resizing);
        rows.Add(nameof(Unfold), p => Case(nn.Unfold(p.Two(1, 3), p.Two(1, 2), p.Two(0, 1), p.Two(1, 2)), p.Image(p.Int(1, 3), 2)));
        rows.Add(nameof(Fold), p =>
        {
            (long h, long w) size = p.Two(4, 7), kernel = p.Two(1, 3), dilation = p.Two(1, 1), padding = p.Two(0, 1), stride = p.Two(1, 2);
            long Count(long s, long k, long pad, long st) => (s + 2 * pad - k) / st + 1;
            long blocks = Count(size.h, kernel.h, padding.h, stride.h) * Count(size.w, kernel.w, padding.w, stride.w);
            return Case(nn.Fold(size, kernel, dilation, padding, stride),
                new OnnxInput("x", randn(p.Int(1, 3), p.Int(1, 3) * kernel.h * kernel.w, blocks), "N"));
        });
        rows.Add(nameof(ConstantPad1d), p => Case(nn.ConstantPad1d(p.Two(0, 3), p.Real(-2, 2)), p.Image(2, 1)));
        rows.Add(nameof(ConstantPad2d), p => Case(nn.ConstantPad2d((p.Int(0, 3), p.Int(0, 3), p.Int(0, 3), p.Int(0, 3)), p.Real(-2, 2)), p.Image(2, 2)));
        rows.Add(nameof(ConstantPad3d), p =>
            Case(nn.ConstantPad3d((p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2)), p.Real(-2, 2)), p.Image(2, 3)));
        rows.Add(nameof(ZeroPad2d), p => Case(nn.ZeroPad2d((p.Int(0, 3), p.Int(0, 3), p.Int(0, 3), p.Int(0, 3))), p.Image(2, 2)));
        rows.Add(nameof(ReflectionPad1d), p => Case(nn.ReflectionPad1d(p.Two(0, 3)), p.Image(2, 1)));
        rows.Add(nameof(ReflectionPad2d), p => Case(nn.ReflectionPad2d((p.Int(0, 3), p.Int(0, 3), p.Int(0, 3), p.Int(0, 3))), p.Image(2, 2)));
        rows.Add(nameof(ReflectionPad3d), p =>
            Case(nn.ReflectionPad3d((p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2))), p.Image(2, 3)));
        rows.Add(nameof(ReplicationPad1d), p => Case(nn.ReplicationPad1d(p.Two(0, 3)), p.Image(2, 1)));
        rows.Add(nameof(ReplicationPad2d), p => Case(nn.ReplicationPad2d((p.Int(0, 3), p.Int(0, 3), p.Int(0, 3), p.Int(0, 3))), p.Image(2, 2)));
        rows.Add(nameof(ReplicationPad3d), p =>
            Case(nn.ReplicationPad3d((p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2), p.Int(0, 2))), p.Image(2, 3)));
        rows.Add(nameof(Sequential), p =>
            Case(nn.Sequential(("a", nn.Conv2d(2, 4, 3)), ("b", nn.Sequential(nn.BatchNorm2d(4), nn.ReLU())), ("c", nn.MaxPool2d(2))), p.Image(2, 2, 6)));
    }

    static LayerCase Resizing(Pick p)
    {
        (int space, UpsampleMode mode) = p.Of((1, UpsampleMode.Nearest), (2, UpsampleMode.Nearest), (3, UpsampleMode.Nearest),
            (1, UpsampleMode.Linear), (2, UpsampleMode.Bilinear), (2, UpsampleMode.Bicubic), (3, UpsampleMode.Trilinear));
        bool? align = mode == UpsampleMode.Nearest ? null : p.Flag();
        if (p.Flag())
            return Case(nn.Upsample(size: p.Longs(space, 2, 11), mode: mode, align_corners: align), p.Image(2, space, 3, 5));
        // Factors that come out even, so that both sides agree on where an element lies.
        double[] factors = [.. Enumerable.Range(0, space).Select(_ => (double)p.Int(1, 3))];
        return Case(nn.Upsample(scale_factor: factors, mode: mode, align_corners: align), p.Image(2, space, 3, 5));
    }

    static void AddRecurrent(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(LSTM), p =>
        {
            (long features, long hidden, int layers, bool batchFirst, bool both) = (p.Int(1, 5), p.Int(1, 5), p.Int(1, 3), p.Flag(), p.Flag());
            return Recurrent(p, nn.LSTM(features, hidden, layers, p.Flag(), batchFirst, bidirectional: both), features, hidden, layers * (both ? 2 : 1),
                batchFirst, p.Flag() ? 2 : 0);
        });
        rows.Add(nameof(GRU), p =>
        {
            (long features, long hidden, int layers, bool batchFirst, bool both) = (p.Int(1, 5), p.Int(1, 5), p.Int(1, 3), p.Flag(), p.Flag());
            return Recurrent(p, nn.GRU(features, hidden, layers, p.Flag(), batchFirst, bidirectional: both), features, hidden, layers * (both ? 2 : 1),
                batchFirst, p.Flag() ? 1 : 0);
        });
        rows.Add(nameof(RNN), p =>
        {
            (long features, long hidden, int layers, bool batchFirst, bool both) = (p.Int(1, 5), p.Int(1, 5), p.Int(1, 3), p.Flag(), p.Flag());
            return Recurrent(p, nn.RNN(features, hidden, layers,
                p.Of(nn.NonLinearities.ReLU, nn.NonLinearities.Tanh), p.Flag(), batchFirst, bidirectional: both), features, hidden, layers * (both ? 2 : 1),
                batchFirst, p.Flag() ? 1 : 0);
        });
        rows.Add(nameof(LSTMCell), p => Cell(p, (f, h) => nn.LSTMCell(f, h, p.Flag()), 2));
        rows.Add(nameof(GRUCell), p => Cell(p, (f, h) => nn.GRUCell(f, h, p.Flag()), 1));
        rows.Add(nameof(RNNCell), p => Cell(p, (f, h) => nn.RNNCell(f, h, p.Of(nn.NonLinearities.ReLU, nn.NonLinearities.Tanh), p.Flag()), 1));
    }

    static LayerCase Recurrent(Pick p, nn.Module layer, long features, long hidden, long states, bool batchFirst, int initial)
    {
        (long time, long batch) = p.Two(1, 5);
        OnnxInput x = batchFirst ? new OnnxInput("x", randn(batch, time, features), "N", "T") : new OnnxInput("x", randn(time, batch, features), "T", "N");
        return new LayerCase(layer,
            [x, .. Enumerable.Range(0, initial).Select(i => new OnnxInput($"s{i}", randn(states, batch, hidden), null, "N"))])
        { Tolerance = 1e-3 };
    }

    static LayerCase Cell(Pick p, Func<long, long, nn.Module> make, int states)
    {
        (long features, long hidden) = p.Two(1, 5);
        long batch = p.Int(1, 4);
        return Case(make(features, hidden), [new OnnxInput("x", randn(batch, features), "N"),
            .. p.Flag() ? Enumerable.Range(0, states).Select(i => new OnnxInput($"s{i}", randn(batch, hidden), "N")) : []]);
    }

    static void AddAttention(Dictionary<string, Func<Pick, LayerCase>> rows)
    {
        rows.Add(nameof(MultiheadAttention), p =>
        {
            long heads = p.Of(1, 2, 3), width = heads * p.Int(1, 3), batch = p.Int(1, 3), targets = p.Int(1, 5), sources = p.Int(2, 5);
            long? k = p.Flag() ? null : p.Int(1, 5);
            MultiheadAttention layer = nn.MultiheadAttention(width, heads, bias: p.Flag(), add_bias_kv: p.Flag(), kdim: k, vdim: k);
            List<OnnxInput> inputs = [new("q", randn(targets, batch, width), "T", "N"), new("k", randn(sources, batch, k ?? width), "S", "N"),
                new("v", randn(sources, batch, k ?? width), "S", "N")];
            if (p.Flag())
                inputs.Add(new("padding", zeros([batch, sources], dtype: ScalarType.Bool), "N", "S") { Sample = FirstKept });
            if (inputs.Count == 4 && p.Flag())
                inputs.Add(new("mask", randn(targets, sources), "T", "S"));
            return new LayerCase(layer, [.. inputs]);
        });
        rows.Add(nameof(TransformerEncoderLayer), p => Encoder(p, layer => layer));
        rows.Add(nameof(TransformerEncoder), p => Encoder(p, layer => nn.TransformerEncoder(layer, p.Int(1, 3))));
        rows.Add(nameof(TransformerDecoderLayer), p => Decoder(p, layer => layer));
        rows.Add(nameof(Transformer), p =>
        {
            long heads = p.Of(1, 2), width = heads * p.Int(4, 6), batch = p.Int(1, 3);
            return Case(nn.Transformer(width, heads, p.Int(1, 2), p.Int(1, 2), p.Int(2, 8), activation: p.Of(nn.Activations.ReLU, nn.Activations.GELU)),
                new OnnxInput("source", randn(p.Int(1, 5), batch, width), "S", "N"), new OnnxInput("target", randn(p.Int(1, 5), batch, width), "T", "N"));
        });
        rows.Add(nameof(TransformerDecoder), p => Decoder(p, layer => nn.TransformerDecoder(layer, p.Int(1, 2))));
    }

    static LayerCase Encoder(Pick p, Func<TransformerEncoderLayer, nn.Module> wrap)
    {
        // Norms of two or three numbers are little more than signs.
        long heads = p.Of(1, 2), width = heads * p.Int(4, 6), time = p.Int(1, 5), batch = p.Int(1, 3);
        nn.Module module = wrap(nn.TransformerEncoderLayer(width, heads, p.Int(1, 6), activation: p.Of(nn.Activations.ReLU, nn.Activations.GELU)));
        OnnxInput x = new("x", randn(time, batch, width), "T", "N"), mask = new("mask", randn(time, time), "T", "T");
        return p.Of(0, 1, 2) switch
        {
            0 => Case(module, x),
            1 => Case(module, x, mask),
            _ => Case(module, x, mask, new OnnxInput("padding", zeros([batch, time], dtype: ScalarType.Bool), "N", "T") { Sample = FirstKept }),
        };
    }

    static LayerCase Decoder(Pick p, Func<TransformerDecoderLayer, nn.Module> wrap)
    {
        // Norms of two or three numbers are little more than signs.
        long heads = p.Of(1, 2), width = heads * p.Int(4, 6), time = p.Int(1, 5), source = p.Int(1, 5), batch = p.Int(1, 3);
        nn.Module module = wrap(nn.TransformerDecoderLayer(width, heads, p.Int(1, 6), activation: p.Of(nn.Activations.ReLU, nn.Activations.GELU)));
        OnnxInput x = new("x", randn(time, batch, width), "T", "N"), memory = new("memory", randn(source, batch, width), "S", "N");
        return p.Flag() ? Case(module, x, memory)
            : Case(module, x, memory, new OnnxInput("mask", randn(time, time), "T", "T"), new OnnxInput("memory_mask", randn(time, source), "T", "S"));
    }

    /// <summary>Keys that are to be ignored, but never the first: attention to nothing at all is not a number.</summary>
    static Tensor FirstKept(Random random, long[] shape)
    {
        Tensor mask = (rand(shape) > random.NextDouble()).to(ScalarType.Bool);
        mask[TensorIndex.Colon, 0] = tensor(false);
        return mask;
    }
}
