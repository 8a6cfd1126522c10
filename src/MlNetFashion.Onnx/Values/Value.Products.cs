using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The matrix product of the last two dimensions, the others broadcast.</summary>
    public Value matmul(Value other)
    {
        Value self = this;
        return Apply("matmul", [this, other], () => Multiply(self.Eager, other.Eager), (trace, _) =>
            trace.Builder.Node("MatMul", [trace.Graph(self), trace.Graph(other)]));
    }

    /// <summary>The matrix product of two batches of matrices.</summary>
    public Value bmm(Value other) => matmul(other);

    /// <summary>Attention: softmax(query · keyᵀ / √D + mask) · value.</summary>
    /// <param name="query">(…, T, D).</param>
    /// <param name="key">(…, S, D).</param>
    /// <param name="value">(…, S, V).</param>
    /// <param name="mask">Added to the scores, or truth values that say where to look; null for none.</param>
    /// <returns>(…, T, V).</returns>
    public static Value scaled_dot_product_attention(Value query, Value key, Value value, Value? mask = null)
    {
        Value scores = query.matmul(key.transpose(-1, -2)) / Math.Sqrt((long)query.size(-1));
        if (mask is { } given)
            scores = given.dtype == torch.ScalarType.Bool ? scores.masked_fill(~given, double.NegativeInfinity) : scores + given;
        return scores.softmax(-1).matmul(value);
    }

    /// <summary>Sums of products written as an equation, for example <c>bij,bjk->bik</c>.</summary>
    /// <remarks><c>...</c> stands for any dimensions at the front; without <c>-></c> the result
    /// has the letters that occur once, in alphabetical order.</remarks>
    public static Value einsum(string equation, params Value[] operands)
    {
        string compact = Explicit(equation.Replace(" ", ""), operands);
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
        return Apply("embedding", [this, weight], () =>
            weight.Eager.index_select(0, self.Eager.reshape(-1)).reshape([.. self.Eager.shape, weight.Eager.shape[1]]), (trace, _) =>
            trace.Builder.Node("Gather", [trace.Graph(weight), trace.Graph(self)], ("axis", 0)));
    }

    /// <summary>The equation with letters in place of dots, and with its result.</summary>
    static string Explicit(string equation, Value[] operands)
    {
        const string Dots = "...";
        string[] sides = equation.Split("->"), terms = sides[0].Split(',');
        int[] hidden = [.. terms.Zip(operands, (term, operand) =>
            term.Contains(Dots, StringComparison.Ordinal) ? operand.ndim - (term.Length - Dots.Length) : 0)];
        // What does not fit is told by libtorch and by the graph's rule.
        if (sides.Length > 2 || terms.Length != operands.Length || hidden.Any(count => count < 0))
            return equation;
        string letters = string.Concat("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".Where(letter => !equation.Contains(letter)).Take(hidden.Max()));
        string[] named = [.. terms.Select((term, i) => term.Replace(Dots, letters[^hidden[i]..]))];
        string result = sides.Length == 2 ? sides[1].Replace(Dots, letters)
            : letters + string.Concat(sides[0].Where(char.IsLetter).GroupBy(letter => letter).Where(group => group.Count() == 1)
                .Select(group => group.Key).Order());
        return $"{string.Join(",", named)}->{result}";
    }

    // TorchSharp 0.107 does not catch what libtorch throws here: without this the process ends.
    static torch.Tensor Multiply(torch.Tensor a, torch.Tensor b)
    {
        ReadOnlySpan<long> left = a.shape, right = b.shape;
        bool fits = left.Length > 0 && right.Length > 0 && left[^1] == (right.Length == 1 ? right[0] : right[^2]) && a.dtype == b.dtype;
        for (int i = 3; fits && i <= Math.Min(left.Length, right.Length); i++)
            fits = left[^i] == right[^i] || left[^i] == 1 || right[^i] == 1;
        return fits ? a.matmul(b) : throw new ArgumentException(
            $"{a.dtype} ({string.Join(", ", a.shape)}) cannot be multiplied by {b.dtype} ({string.Join(", ", b.shape)}): "
                + "types and inner dimensions must agree, and the dimensions before the last two must be equal or 1.");
    }
}
