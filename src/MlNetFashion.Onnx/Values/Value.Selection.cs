using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>A part of one dimension.</summary>
    /// <param name="dim">Which dimension.</param>
    /// <param name="start">Where to begin; negative counts from the end.</param>
    /// <param name="finish">Where to stop, exclusive; negative counts from the end, <see cref="long.MaxValue"/> means to the end.</param>
    /// <param name="step">How far from one to the next; 1 or more.</param>
    public Value slice(long dim, Dim start, Dim finish, long step = 1)
    {
        Value self = this;
        int axis = Axis(dim);
        return Apply("slice", [this], () => self.Eager.slice(axis, start.Example, finish.Example, step), (trace, _) =>
        {
            GraphBuilder g = trace.Builder;
            return g.Node("Slice", [trace.Graph(self), g.Sizes(start), g.Sizes(finish), g.Constant(axis), g.Constant(step)]);
        });
    }

    /// <summary>A part of one dimension, by its start and length.</summary>
    public Value narrow(long dim, Dim start, Dim length) => slice(dim, start, start + length);

    /// <summary>One entry of a dimension, which disappears.</summary>
    public Value select(long dim, long index)
    {
        Value self = this;
        int axis = Axis(dim);
        return Apply("select", [this], () => self.Eager.select(axis, index), (trace, _) =>
            trace.Builder.Node("Gather", [trace.Graph(self), trace.Builder.Scalar(index, ElementType.Int64)], ("axis", axis)));
    }

    /// <summary>Entries of a dimension by their numbers.</summary>
    /// <param name="dim">Which dimension.</param>
    /// <param name="index">Whole numbers, one-dimensional.</param>
    public Value index_select(long dim, Value index)
    {
        Value self = this;
        int axis = Axis(dim);
        return Apply("index_select", [this, index], () => self.Eager.index_select(axis, index.Eager), (trace, _) =>
            trace.Builder.Node("Gather", [trace.Graph(self), trace.Graph(index)], ("axis", axis)));
    }

    /// <summary>For each place of the index, the element of this tensor at that number along the dimension.</summary>
    public Value gather(long dim, Value index)
    {
        Value self = this;
        int axis = Axis(dim);
        return Apply("gather", [this, index], () => self.Eager.gather(axis, index.Eager), (trace, _) =>
        {
            // ONNX wants the other dimensions equal, PyTorch lets the index be smaller.
            GraphBuilder g = trace.Builder;
            GraphValue x = trace.Graph(self), at = trace.Graph(index);
            for (int i = 0; i < x.Rank; i++)
            {
                if (i != axis && x.Shape[i] != at.Shape[i])
                    x = g.Node("Slice", [x, g.Constant(0), g.Sizes(at.Shape[i]), g.Constant(i)]);
            }

            return g.Node("GatherElements", [x, at], ("axis", axis));
        });
    }

    /// <summary>A dimension cut into pieces of one size; the last may be smaller.</summary>
    public Value[] split(long size, long dim = 0)
    {
        long total = (long)this.size(dim);
        return split([.. Enumerable.Range(0, (int)((total + size - 1) / size)).Select(i => Math.Min(size, total - i * size))], dim);
    }

    /// <summary>A dimension cut into pieces of the given sizes.</summary>
    public Value[] split(long[] sizes, long dim = 0)
    {
        Value self = this;
        int axis = Axis(dim);
        if (ExportTrace.Current is not { } trace)
            return [.. self.Eager.split(sizes, axis).Select(part => new Value(part))];

        GraphValue[] edges = trace.Builder.Nodes("Split", sizes.Length, [trace.Graph(this), trace.Builder.Constant(sizes)], ("axis", axis));
        return [.. self.Eager.split(sizes, axis).Select((part, i) => Apply("split", [self], () => part, (_, _) => edges[i]))];
    }

    /// <summary>A dimension cut into a number of pieces.</summary>
    public Value[] chunk(long chunks, long dim = 0) => split(((long)size(dim) + chunks - 1) / chunks, dim);

    /// <summary>Dimensions in reverse order of their entries.</summary>
    public Value flip(params long[] dims)
    {
        Value self = this;
        return Apply("flip", [this], () => self.Eager.flip(dims), (trace, _) =>
        {
            GraphBuilder g = trace.Builder;
            GraphValue x = trace.Graph(self);
            foreach (long dim in dims)
                x = g.Node("Slice", [x, g.Constant(-1), g.Constant(long.MinValue + 1), g.Constant(self.Axis(dim)), g.Constant(-1)]);
            return x;
        });
    }

    /// <summary>Entries of a dimension moved on; those that leave at the end come in at the start.</summary>
    /// <param name="shift">How far; not farther than a free dimension is long. Negative moves to the start.</param>
    /// <param name="dim">Which dimension.</param>
    public Value roll(long shift, long dim)
    {
        // A positive shift takes from the end, a negative one from the start; slices read both from their signs.
        if (size(dim) is { IsDynamic: false } length && length != 0)
            shift %= (long)length;
        return shift == 0 ? this : cat([slice(dim, -shift, long.MaxValue), slice(dim, 0, -shift)], dim);
    }

    /// <summary>The lower triangle of the last two dimensions; zeros above the diagonal.</summary>
    public Value tril(long diagonal = 0) => Triangle(this, t => t.tril(diagonal), diagonal, upper: 0);

    /// <summary>The upper triangle of the last two dimensions; zeros below the diagonal.</summary>
    public Value triu(long diagonal = 0) => Triangle(this, t => t.triu(diagonal), diagonal, upper: 1);

    /// <summary>The whole numbers 0, 1, … up to an end, exclusive.</summary>
    /// <param name="end">How many; may be a free dimension.</param>
    /// <param name="type">The element type; int64 unless told otherwise.</param>
    public static Value arange(Dim end, torch.ScalarType type = torch.ScalarType.Int64) =>
        Apply("arange", [], () => torch.arange(end.Example, dtype: type), (trace, _) =>
        {
            GraphBuilder g = trace.Builder;
            return trace.Cast(g.Node("Range", [g.Scalar(0, ElementType.Int64), g.SizeScalar(end), g.Scalar(1, ElementType.Int64)]), type.ToElementType());
        });

    /// <summary>A tensor filled with one number.</summary>
    public static Value full(IReadOnlyList<Dim> sizes, double value, torch.ScalarType type = torch.ScalarType.Float32) =>
        Apply("full", [], () => torch.full(Examples(sizes), value, dtype: type), (trace, _) =>
            trace.Builder.Node("Expand", [trace.Builder.Scalar(value, type.ToElementType()), trace.Builder.Sizes([.. sizes])]));

    /// <summary>A tensor of zeros.</summary>
    public static Value zeros(params Dim[] sizes) => full(sizes, 0);

    /// <summary>A tensor of ones.</summary>
    public static Value ones(params Dim[] sizes) => full(sizes, 1);

    static Value Triangle(Value self, Func<torch.Tensor, torch.Tensor> compute, long diagonal, int upper) =>
        Apply(upper == 1 ? "triu" : "tril", [self], () => compute(self.Eager), (trace, _) =>
        {
            GraphValue x = trace.Graph(self);
            // ONNX Runtime knows Trilu for few types: truth values travel as numbers.
            GraphValue numbers = trace.Cast(x, x.Type == ElementType.Bool ? ElementType.Int64 : x.Type);
            GraphValue kept = trace.Builder.Node("Trilu", [numbers, trace.Builder.Scalar(diagonal, ElementType.Int64)], ("upper", upper));
            return trace.Cast(kept, x.Type);
        });
}
