namespace MlNetFashion.Onnx;

static partial class OperatorRules
{
    static void AddLayers()
    {
        Add("MatMul", MatMul);
        Add("Gemm", call =>
        {
            RequireSameType(call, 0, 1, 2);
            Dim[] a = call[0].ShapeArray, b = call[1].ShapeArray;
            if (a.Length != 2 || b.Length != 2)
                throw call.Error("needs two matrices");
            if (call.Int("transA", 0) != 0)
                a = [a[1], a[0]];
            if (call.Int("transB", 0) != 0)
                b = [b[1], b[0]];
            if (a[1].Example != b[0].Example)
                throw call.Error($"cannot be: the first has {a[1]} columns, the second {b[0]} rows");
            return (call[0].Type, [a[0], b[1]]);
        });
        Add("Conv", Conv);
        Add("ConvTranspose", ConvTranspose);
        Add("MaxPool", call =>
        {
            Dim[] shape = [.. call[0].ShapeArray[..2], .. Windows(call, call.Ints("kernel_shape")!)];
            return call.OutputCount == 1 ? [(call[0].Type, shape)] : new[] { (call[0].Type, shape), (ElementType.Int64, shape) };
        });
        Add("AveragePool LpPool", call => (call[0].Type, [.. call[0].ShapeArray[..2], .. Windows(call, call.Ints("kernel_shape")!)]));
        Add("GlobalAveragePool GlobalMaxPool", call => (call[0].Type, [.. call[0].ShapeArray[..2], .. call[0].ShapeArray[2..].Select(_ => (Dim)1)]));
        Add("BatchNormalization InstanceNormalization GroupNormalization", call =>
        {
            if (call.Operator != "GroupNormalization" && call[0].ShapeArray[1].Example != call[1].ShapeArray[0].Example)
                throw call.Error($"has {call[1].ShapeArray[0]} scales for {call[0].ShapeArray[1]} channels");
            return (call[0].Type, call[0].ShapeArray);
        });
        Add("LayerNormalization RMSNormalization", call =>
        {
            int axis = call.Axis(call.Int("axis", -1), call[0].Rank);
            Dim[] last = call[0].ShapeArray[axis..];
            if (!last.Select(dim => dim.Example).SequenceEqual(call[1].ShapeArray.Select(dim => dim.Example)))
                throw call.Error($"normalises over {GraphValue.Describe(last)} with scales of shape {GraphValue.Describe(call[1].ShapeArray)}");
            return (call[0].Type, call[0].ShapeArray);
        });
        Add("Resize", call =>
        {
            Dim[] sizes = call.Optional(3) is not null ? call.Content(3)
                : [.. call[0].ShapeArray.Zip(call.Scales(2), (size, scale) => Scaled(size, scale))];
            return (call[0].Type, sizes);
        });
    }

    static Dim Scaled(Dim size, double scale) => !size.IsDynamic ? (long)Math.Floor(size.Example * scale)
        : scale == Math.Floor(scale) ? size * (long)scale
        : 1 / scale == Math.Floor(1 / scale) ? size / (long)(1 / scale)
        : Dim.Named($"floor({size.Text}*{scale})", (long)Math.Floor(size.Example * scale));

    static (ElementType, Dim[]) MatMul(OperatorCall call)
    {
        RequireSameType(call, 0, 1);
        Dim[] a = call[0].ShapeArray, b = call[1].ShapeArray;
        if (a.Length == 0 || b.Length == 0)
            throw call.Error("needs operands with at least one dimension");
        Dim[] left = a.Length == 1 ? [1, a[0]] : a;
        Dim[] right = b.Length == 1 ? [b[0], 1] : b;
        if (left[^1].Example != right[^2].Example)
            throw call.Error($"cannot be: the first has {left[^1]} columns, the second {right[^2]} rows");
        List<Dim> shape = [.. Broadcast(call, left[..^2], right[..^2]), left[^2], right[^1]];
        if (a.Length == 1)
            shape.RemoveAt(shape.Count - 2);
        if (b.Length == 1)
            shape.RemoveAt(shape.Count - 1);
        return (call[0].Type, [.. shape]);
    }

    static (ElementType, Dim[]) Conv(OperatorCall call)
    {
        RequireSameType(call, 0, 1, 2);
        Dim[] x = call[0].ShapeArray, w = call[1].ShapeArray;
        long groups = call.Int("group", 1);
        if (x.Length != w.Length)
            throw call.Error($"needs an operand of {w.Length} dimensions (batch, channels, then {w.Length - 2} of space)");
        if (x[1].Example != w[1].Example * groups)
            throw call.Error($"expects {w[1].Example * groups} channels ({w[1]} in each of {groups} groups), but was given {x[1]}");
        return (call[0].Type, [x[0], w[0], .. Windows(call, [.. w[2..].Select(dim => dim.Example)])]);
    }

    static (ElementType, Dim[]) ConvTranspose(OperatorCall call)
    {
        RequireSameType(call, 0, 1, 2);
        Dim[] x = call[0].ShapeArray, w = call[1].ShapeArray;
        if (x.Length != w.Length)
            throw call.Error($"needs an operand of {w.Length} dimensions (batch, channels, then {w.Length - 2} of space)");
        if (x[1].Example != w[0].Example)
            throw call.Error($"expects {w[0]} channels, but was given {x[1]}");
        int n = x.Length - 2;
        long[] strides = call.Ints("strides") ?? Fill(n, 1), dilations = call.Ints("dilations") ?? Fill(n, 1);
        long[] pads = call.Ints("pads") ?? Fill(2 * n, 0), extra = call.Ints("output_padding") ?? Fill(n, 0);
        return (call[0].Type, [x[0], w[1] * call.Int("group", 1), .. Enumerable.Range(0, n).Select(i =>
            (x[i + 2] - 1) * strides[i] + (dilations[i] * (w[i + 2].Example - 1) + 1 + extra[i] - pads[i] - pads[i + n]))]);
    }

    /// <summary>How often a sliding window fits, for each dimension of space.</summary>
    static IEnumerable<Dim> Windows(OperatorCall call, long[] kernel)
    {
        Dim[] x = call[0].ShapeArray;
        int n = x.Length - 2;
        if (kernel.Length != n)
            throw call.Error($"has a window of {kernel.Length} dimensions over {n} of space");
        long[] strides = call.Ints("strides") ?? Fill(n, 1), dilations = call.Ints("dilations") ?? Fill(n, 1), pads = call.Ints("pads") ?? Fill(2 * n, 0);
        bool up = call.Int("ceil_mode", 0) != 0;
        for (int i = 0; i < n; i++)
        {
            long window = dilations[i] * (kernel[i] - 1) + 1;
            Dim room = x[i + 2] + (pads[i] + pads[i + n] - window);
            if (room.Example < 0)
                throw call.Error($"has a window of {window} over dimension {i + 2}, which with padding is only {x[i + 2] + pads[i] + pads[i + n]}");
            // A window must begin inside the operand or its leading padding; whether that or the overhang limits the count depends on the window alone.
            bool limited = up && pads[i + n] - window + strides[i] > 0;
            yield return (limited ? x[i + 2] + (pads[i] - 1) : up ? room + (strides[i] - 1) : room) / strides[i] + 1;
        }
    }

    static long[] Fill(int count, long value) => [.. Enumerable.Repeat(value, count)];
}
