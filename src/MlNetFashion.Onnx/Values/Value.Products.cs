using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The matrix product of the last two dimensions, the others broadcast.</summary>
    public Value matmul(Value other)
    {
        Value self = this;
        return Apply("matmul", [this, other], () => self.Eager.matmul(other.Eager), (trace, _) => trace.Builder.Node("MatMul", [trace.Graph(self), trace.Graph(other)]));
    }

    /// <summary>The matrix product of two batches of matrices.</summary>
    public Value bmm(Value other) => matmul(other);

    /// <summary>Sums of products written as an equation, for example <c>bij,bjk->bik</c>.</summary>
    public static Value einsum(string equation, params Value[] operands)
    {
        string compact = equation.Replace(" ", "");
        return Apply("einsum", operands, () => torch.einsum(compact, [.. operands.Select(operand => operand.Eager)]), (trace, _) =>
            trace.Builder.Node("Einsum", [.. operands.Select(trace.Graph)], ("equation", compact)));
    }

    /// <summary>x · weightᵀ + bias, over the last dimension.</summary>
    /// <param name="weight">(out, in).</param>
    /// <param name="bias">(out), or null.</param>
    public Value linear(Value weight, Value? bias = null)
    {
        Value self = this;
        return Apply("linear", bias is { } b ? [this, weight, b] : [this, weight],
            () => torch.nn.functional.linear(self.Eager, weight.Eager, bias?.Eager),
            (trace, _) =>
            {
                GraphBuilder g = trace.Builder;
                GraphValue x = trace.Graph(self);
                if (x.Rank == 2)
                    return g.Node("Gemm", [x, trace.Graph(weight), bias is { } c ? trace.Graph(c) : null], ("transB", 1));
                // MatMul and Add, not Gemm: ONNX Runtime's fusions of attention and layer norm look for these.
                GraphValue product = g.Node("MatMul", [x, trace.Transposed(weight)]);
                return bias is { } d ? g.Node("Add", [product, trace.Graph(d)]) : product;
            });
    }

    /// <summary>Rows of a table by their numbers.</summary>
    /// <param name="weight">The table, (rows, D); this value holds the row numbers.</param>
    public Value embedding(Value weight)
    {
        Value self = this;
        return Apply("embedding", [this, weight], () => weight.Eager.index_select(0, self.Eager.reshape(-1)).reshape([.. self.Eager.shape, weight.Eager.shape[1]]), (trace, _) =>
            trace.Builder.Node("Gather", [trace.Graph(weight), trace.Graph(self)], ("axis", 0)));
    }
}
