using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The same elements in another shape; one dimension may be −1 and is found.</summary>
    public Value reshape(params Dim[] shape)
    {
        Value self = this;
        return Apply("reshape", [this], () => self.Eager.reshape(Examples(shape)), (trace, _) => trace.Reshape(trace.Graph(self), shape));
    }

    /// <summary>As <see cref="reshape"/>, but refuses to copy while training.</summary>
    public Value view(params Dim[] shape)
    {
        Value self = this;
        return Apply("view", [this], () => self.Eager.view(Examples(shape)), (trace, _) => trace.Reshape(trace.Graph(self), shape));
    }

    /// <summary>Elements laid out row by row; changes nothing in a file.</summary>
    public Value contiguous() => new(_tensor.contiguous(), Graph);

    /// <summary>The dimensions in another order.</summary>
    public Value permute(params long[] order)
    {
        Value self = this;
        return Apply("permute", [this], () => self.Eager.permute(order), (trace, _) =>
            trace.Transpose(trace.Graph(self), [.. order.Select(dim => dim < 0 ? dim + order.Length : dim)]));
    }

    /// <summary>Two dimensions exchanged.</summary>
    public Value transpose(long dim0, long dim1)
    {
        long[] order = [.. Enumerable.Range(0, ndim).Select(i => (long)i)];
        (order[Axis(dim0)], order[Axis(dim1)]) = (order[Axis(dim1)], order[Axis(dim0)]);
        return permute(order);
    }

    /// <summary>The dimensions from one to another merged into one.</summary>
    public Value flatten(long start_dim = 0, long end_dim = -1)
    {
        int first = Axis(start_dim), last = Axis(end_dim);
        Dim[] dims = shape;
        return reshape([.. dims[..first], dims[first..(last + 1)].Aggregate((Dim)1, (a, b) => a * b), .. dims[(last + 1)..]]);
    }

    /// <summary>One dimension split into several; one of them may be −1.</summary>
    public Value unflatten(long dim, params Dim[] sizes)
    {
        int axis = Axis(dim);
        Dim[] dims = shape;
        int open = Array.FindIndex(sizes, size => size == -1);
        if (open >= 0)
        {
            sizes = [.. sizes];
            sizes[open] = dims[axis] / sizes.Where((_, i) => i != open).Aggregate((Dim)1, (a, b) => a * b);
        }

        return reshape([.. dims[..axis], .. sizes, .. dims[(axis + 1)..]]);
    }

    /// <summary>A new dimension of size 1.</summary>
    public Value unsqueeze(long dim)
    {
        Value self = this;
        long axis = dim < 0 ? dim + ndim + 1 : dim;
        return Apply("unsqueeze", [this], () => self.Eager.unsqueeze(axis), (trace, _) =>
            trace.Builder.Node("Unsqueeze", [trace.Graph(self), trace.Builder.Constant(axis)]));
    }

    /// <summary>Drops a dimension of size 1.</summary>
    public Value squeeze(long dim)
    {
        Value self = this;
        int axis = Axis(dim);
        return Apply("squeeze", [this], () => self.Eager.squeeze(axis), (trace, _) =>
            trace.Builder.Node("Squeeze", [trace.Graph(self), trace.Builder.Constant(axis)]));
    }

    /// <summary>Dimensions of size 1 repeated to another size; −1 keeps one as it is.</summary>
    public Value expand(params Dim[] sizes)
    {
        Value self = this;
        return Apply("expand", [this], () => self.Eager.expand(Examples(sizes)), (trace, _) =>
        {
            GraphValue x = trace.Graph(self);
            int added = sizes.Length - x.Rank;
            // Expand broadcasts both ways: 1 keeps what is there.
            Dim[] wanted = [.. sizes.Select((size, i) => size == -1 || (i >= added && size == x.Shape[i - added]) ? 1 : size)];
            return trace.Builder.Node("Expand", [x, trace.Builder.Sizes(wanted)]);
        });
    }

    /// <summary>The tensor repeated along its dimensions.</summary>
    public Value repeat(params Dim[] times)
    {
        Value self = this;
        return Apply("repeat", [this], () => self.Eager.repeat(Examples(times)), (trace, _) =>
        {
            GraphValue x = trace.Graph(self);
            if (times.Length > x.Rank)
                x = trace.Reshape(x, [.. Enumerable.Repeat((Dim)1, times.Length - x.Rank), .. x.Shape]);
            return trace.Builder.Node("Tile", [x, trace.Builder.Sizes(times)]);
        });
    }

    /// <summary>Values joined along a dimension.</summary>
    public static Value cat(IReadOnlyList<Value> values, long dim = 0)
    {
        Value[] parts = [.. values];
        int axis = parts[0].Axis(dim);
        return Apply("cat", parts, () => torch.cat([.. parts.Select(part => part.Eager)], axis), (trace, result) =>
        {
            ElementType type = result.dtype.ToElementType();
            return trace.Builder.Node("Concat", [.. parts.Select(part => trace.Cast(trace.Graph(part), type))], ("axis", axis));
        });
    }

    /// <summary>Values of one shape joined along a new dimension.</summary>
    public static Value stack(IReadOnlyList<Value> values, long dim = 0) => cat([.. values.Select(value => value.unsqueeze(dim))], dim);

    /// <summary>Adds elements around the last dimensions.</summary>
    /// <param name="padding">Before and after, beginning with the last dimension.</param>
    /// <param name="mode">Constant, or the edge repeated, mirrored, or wrapped around.</param>
    /// <param name="value">The constant.</param>
    public Value pad(long[] padding, PaddingModes mode = PaddingModes.Constant, double value = 0)
    {
        Value self = this;
        return Apply("pad", [this], () => torch.nn.functional.pad(self.Eager, padding, mode, value), (trace, result) =>
        {
            GraphBuilder g = trace.Builder;
            GraphValue x = trace.Graph(self);
            if (mode == PaddingModes.Circular)
                return Wrap(trace, x, padding);
            long[] pads = new long[2 * x.Rank];
            for (int i = 0; i < padding.Length / 2; i++)
                (pads[x.Rank - 1 - i], pads[2 * x.Rank - 1 - i]) = (padding[2 * i], padding[2 * i + 1]);
            return mode == PaddingModes.Constant
                ? g.Node("Pad", [x, g.Constant(pads), g.Scalar(value, x.Type)], ("mode", "constant"))
                : g.Node("Pad", [x, g.Constant(pads)], ("mode", mode == PaddingModes.Reflect ? "reflect" : "edge"));
        });
    }

    /// <summary>Channels rearranged into space: (N, C·r², H, W) to (N, C, H·r, W·r).</summary>
    public Value pixel_shuffle(long factor)
    {
        Value self = this;
        return Apply("pixel_shuffle", [this], () => torch.nn.functional.pixel_shuffle(self.Eager, factor), (trace, _) =>
            trace.Builder.Node("DepthToSpace", [trace.Graph(self)], ("blocksize", factor), ("mode", "CRD")));
    }

    /// <summary>Space rearranged into channels: (N, C, H·r, W·r) to (N, C·r², H, W).</summary>
    public Value pixel_unshuffle(long factor)
    {
        Dim[] s = shape;
        // ONNX's SpaceToDepth orders the channels differently.
        return reshape(s[0], s[1], s[2] / factor, factor, s[3] / factor, factor).permute(0, 1, 3, 5, 2, 4)
            .reshape(s[0], s[1] * (factor * factor), s[2] / factor, s[3] / factor);
    }

    // Opset 19 knows the mode "wrap"; slices and a join do for all.
    static GraphValue Wrap(ExportTrace trace, GraphValue x, long[] padding)
    {
        GraphBuilder g = trace.Builder;
        for (int i = 0; i < padding.Length / 2; i++)
        {
            int axis = x.Rank - 1 - i;
            List<GraphValue> parts = [x];
            if (padding[2 * i] > 0)
                parts.Insert(0, g.Node("Slice", [x, g.Constant(-padding[2 * i]), g.Constant(long.MaxValue), g.Constant(axis)]));
            if (padding[2 * i + 1] > 0)
                parts.Add(g.Node("Slice", [x, g.Constant(0), g.Constant(padding[2 * i + 1]), g.Constant(axis)]));
            x = g.Node("Concat", [.. parts], ("axis", axis));
        }

        return x;
    }

    internal static long[] Examples(IEnumerable<Dim> dims) => [.. dims.Select(dim => dim.Example)];
}
