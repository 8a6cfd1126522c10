using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The mean over some dimensions.</summary>
    public Value mean(long[] dims, bool keepdim = false) => Reduction("ReduceMean", this, dims, keepdim, t => t.mean(dims, keepdim));

    /// <inheritdoc cref="mean(long[], bool)"/>
    public Value mean(long dim, bool keepdim = false) => mean([dim], keepdim);

    /// <summary>The sum over some dimensions.</summary>
    public Value sum(long[] dims, bool keepdim = false) => Reduction("ReduceSum", this, dims, keepdim, t => t.sum(dims, keepdim));

    /// <inheritdoc cref="sum(long[], bool)"/>
    public Value sum(long dim, bool keepdim = false) => sum([dim], keepdim);

    /// <summary>The largest element over some dimensions.</summary>
    public Value amax(long[] dims, bool keepdim = false) => Reduction("ReduceMax", this, dims, keepdim, t => t.amax(dims, keepdim));

    /// <inheritdoc cref="amax(long[], bool)"/>
    public Value amax(long dim, bool keepdim = false) => amax([dim], keepdim);

    /// <summary>The smallest element over some dimensions.</summary>
    public Value amin(long[] dims, bool keepdim = false) => Reduction("ReduceMin", this, dims, keepdim, t => t.amin(dims, keepdim));

    /// <inheritdoc cref="amin(long[], bool)"/>
    public Value amin(long dim, bool keepdim = false) => amin([dim], keepdim);

    /// <summary>The number of the largest element along a dimension; int64.</summary>
    public Value argmax(long dim, bool keepdim = false) => ArgExtreme("ArgMax", this, dim, keepdim, t => t.argmax(dim, keepdim));

    /// <summary>The number of the smallest element along a dimension; int64.</summary>
    public Value argmin(long dim, bool keepdim = false) => ArgExtreme("ArgMin", this, dim, keepdim, t => t.argmin(dim, keepdim));

    /// <summary>The vector norm along a dimension.</summary>
    /// <param name="dim">Which dimension.</param>
    /// <param name="keepdim">Whether it stays, with size 1.</param>
    /// <param name="p">1 for the sum of absolute values, 2 for the Euclidean length.</param>
    public Value norm(int dim, bool keepdim = false, float p = 2) => p is 1 or 2
        ? Reduction(p == 1 ? "ReduceL1" : "ReduceL2", this, [dim], keepdim, t => t.norm(dim, keepdim, p))
        : abs().pow(p).sum(dim, keepdim).pow(1.0 / p);

    /// <summary>The variance along some dimensions.</summary>
    /// <param name="dims">Which dimensions; their sizes must be fixed when <paramref name="unbiased"/>.</param>
    /// <param name="unbiased">Divide by the count less one.</param>
    /// <param name="keepdim">Whether the dimensions stay, with size 1.</param>
    public Value var(long[] dims, bool unbiased = true, bool keepdim = false)
    {
        Value centred = this - mean(dims, keepdim: true);
        Value sum = (centred * centred).sum(dims, keepdim);
        Value self = this;
        long count = dims.Aggregate(1L, (product, dim) => product * (long)self.size(dim));
        return sum / (double)(unbiased ? count - 1 : count);
    }

    /// <summary>The standard deviation along some dimensions.</summary>
    /// <inheritdoc cref="var(long[], bool, bool)"/>
    public Value std(long[] dims, bool unbiased = true, bool keepdim = false) => var(dims, unbiased, keepdim).sqrt();

    /// <summary>The product of the elements along a dimension.</summary>
    public Value prod(long dim, bool keepdim = false) => Reduction("ReduceProd", this, [dim], keepdim, t => t.prod(dim, keepdim));

    /// <summary>Whether any element along a dimension is true.</summary>
    public Value any(long dim, bool keepdim = false) => to(torch.ScalarType.Int32).amax(dim, keepdim).gt(0);

    /// <summary>Whether all elements along a dimension are true.</summary>
    public Value all(long dim, bool keepdim = false) => to(torch.ScalarType.Int32).amin(dim, keepdim).gt(0);

    /// <summary>The largest elements along a dimension, in order, and their numbers.</summary>
    /// <param name="k">How many; 1 or more.</param>
    /// <param name="dim">Which dimension.</param>
    public (Value Values, Value Indices) topk(int k, long dim = -1)
    {
        int axis = Axis(dim);
        if (k < 0 || k > _tensor.shape[axis])
            throw new ArgumentOutOfRangeException(nameof(k), k,
                $"{ExportTrace.Current?.Place ?? "topk"}: {k} of the {_tensor.shape[axis]} elements along dimension {axis} of {this} were asked for.");
        (torch.Tensor values, torch.Tensor indices) = _tensor.topk(k, axis);
        if (ExportTrace.Current is not { } trace)
            return (values, indices);
        GraphValue[] edges = trace.Builder.Nodes("TopK", 2, [trace.Graph(this), trace.Builder.Constant(k)], ("axis", axis));
        return (trace.Agree("topk", values, edges[0]), trace.Agree("topk", indices, edges[1]));
    }

    /// <summary>The logarithm of the sum of exponentials along a dimension.</summary>
    public Value logsumexp(long dim, bool keepdim = false) => Reduction("ReduceLogSumExp", this, [dim], keepdim, t => t.logsumexp(dim, keepdim));

    /// <summary>Running sums along a dimension.</summary>
    public Value cumsum(long dim)
    {
        int axis = Axis(dim);
        return Apply("cumsum", [this], Compute(this, t => t.cumsum(axis)), Record(this, (trace, x, result) =>
            trace.Builder.Node("CumSum", [trace.Cast(x, result.dtype.ToElementType()), trace.Builder.Scalar(axis, ElementType.Int64)])));
    }

    /// <summary>Vectors of unit length along a dimension.</summary>
    /// <param name="dim">The dimension of the vectors' elements.</param>
    /// <param name="eps">The least length to divide by.</param>
    public Value normalize(long dim = -1, double eps = 1e-12)
    {
        int axis = Axis(dim);
        return Apply("normalize", [this], Compute(this, t => torch.nn.functional.normalize(t, 2, axis, eps)), Record(this, (trace, x, _) =>
        {
            GraphValue length = trace.Reduce("ReduceL2", x, [axis], keep: true);
            return trace.Builder.Node("Div", [x, trace.Builder.Node("Max", [length, trace.Builder.Scalar(eps, x.Type)])]);
        }));
    }

    static Value Reduction(string op, Value self, long[] dims, bool keepdim, Func<torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [self], () => compute(self.Eager), (trace, result) =>
            trace.Reduce(op, trace.Cast(trace.Graph(self), result.dtype.ToElementType()), [.. dims.Select(dim => (long)self.Axis(dim))], keepdim));

    static Value ArgExtreme(string op, Value self, long dim, bool keepdim, Func<torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [self], () => compute(self.Eager), (trace, _) =>
            trace.Builder.Node(op, [trace.Graph(self)], ("axis", self.Axis(dim)), ("keepdims", keepdim ? 1 : 0)));
}
