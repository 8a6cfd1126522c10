using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>The sum, with broadcasting.</summary>
    public static Value operator +(Value a, Value b) => Binary("Add", a, b, (x, y) => x + y);

    /// <summary>Adds a number to each element.</summary>
    public static Value operator +(Value a, double b) => Binary("Add", a, b, t => t + b);

    /// <inheritdoc cref="op_Addition(Value, double)"/>
    public static Value operator +(double a, Value b) => b + a;

    /// <summary>Adds a whole number to each element, whose type stays.</summary>
    public static Value operator +(Value a, long b) => Binary("Add", a, b, t => t + b);

    /// <inheritdoc cref="op_Addition(Value, long)"/>
    public static Value operator +(long a, Value b) => b + a;

    /// <summary>The difference, with broadcasting.</summary>
    public static Value operator -(Value a, Value b) => Binary("Sub", a, b, (x, y) => x - y);

    /// <summary>Subtracts a number from each element.</summary>
    public static Value operator -(Value a, double b) => Binary("Sub", a, b, t => t - b);

    /// <summary>Subtracts each element from a number.</summary>
    public static Value operator -(double a, Value b) => Binary("Sub", b, a, t => a - t, swap: true);

    /// <summary>Subtracts a whole number from each element, whose type stays.</summary>
    public static Value operator -(Value a, long b) => Binary("Sub", a, b, t => t - b);

    /// <summary>Subtracts each element from a whole number; the type stays.</summary>
    public static Value operator -(long a, Value b) => Binary("Sub", b, a, t => a - t, swap: true);

    /// <summary>Each element with the other sign.</summary>
    public static Value operator -(Value a) => Unary("Neg", a, t => -t);

    /// <summary>The product, element by element, with broadcasting.</summary>
    public static Value operator *(Value a, Value b) => Binary("Mul", a, b, (x, y) => x * y);

    /// <summary>Multiplies each element by a number.</summary>
    public static Value operator *(Value a, double b) => Binary("Mul", a, b, t => t * b);

    /// <inheritdoc cref="op_Multiply(Value, double)"/>
    public static Value operator *(double a, Value b) => b * a;

    /// <summary>Multiplies each element by a whole number; the type stays.</summary>
    public static Value operator *(Value a, long b) => Binary("Mul", a, b, t => t * b);

    /// <inheritdoc cref="op_Multiply(Value, long)"/>
    public static Value operator *(long a, Value b) => b * a;

    /// <summary>The quotient as a real number, with broadcasting.</summary>
    public static Value operator /(Value a, Value b) => Binary("Div", a, b, (x, y) => x / y);

    /// <summary>Divides each element by a number.</summary>
    public static Value operator /(Value a, double b) => Binary("Div", a, b, t => t / b);

    /// <summary>Divides a number by each element.</summary>
    public static Value operator /(double a, Value b) => Binary("Div", b, a, t => a / t, swap: true);

    /// <summary>The logical or bitwise "and".</summary>
    public static Value operator &(Value a, Value b) => Logical("And", a, b, (x, y) => x & y);

    /// <summary>The logical or bitwise "or".</summary>
    public static Value operator |(Value a, Value b) => Logical("Or", a, b, (x, y) => x | y);

    /// <summary>The logical or bitwise "exclusive or".</summary>
    public static Value operator ^(Value a, Value b) => Logical("Xor", a, b, (x, y) => x ^ y);

    /// <summary>Each truth value reversed.</summary>
    public static Value operator ~(Value a) => a.logical_not();

    /// <summary>The larger of two, element by element.</summary>
    public static Value maximum(Value a, Value b) => Binary("Max", a, b, torch.maximum);

    /// <summary>The smaller of two, element by element.</summary>
    public static Value minimum(Value a, Value b) => Binary("Min", a, b, torch.minimum);

    /// <summary>Each element to a power.</summary>
    public Value pow(double exponent) => Binary("Pow", this, exponent, t => t.pow(exponent));

    /// <summary>Each element to the power of its partner.</summary>
    public Value pow(Value exponent) => Binary("Pow", this, exponent, (x, y) => x.pow(y));

    /// <summary>Whole-number or real quotient rounded towards minus infinity.</summary>
    public Value floor_divide(long divisor) => Apply("floor_divide", [this], Compute(this, t => t.floor_divide(divisor)), Record(this, (trace, x, result) =>
    {
        GraphBuilder g = trace.Builder;
        GraphValue real = g.Node("Div", [trace.Cast(x, ElementType.Double), g.Scalar(divisor, ElementType.Double)]);
        return trace.Cast(g.Node("Floor", [real]), result.dtype.ToElementType());
    }));

    /// <summary>The remainder with the sign of the divisor.</summary>
    public Value remainder(long divisor) => Apply("remainder", [this], Compute(this, t => t.remainder(divisor)), Record(this, (trace, x, _) =>
    {
        GraphBuilder g = trace.Builder;
        if (!x.Type.IsFloating())
            return g.Node("Mod", [x, g.Scalar(divisor, x.Type)]);
        GraphValue scale = g.Scalar(divisor, x.Type);
        return g.Node("Sub", [x, g.Node("Mul", [g.Node("Floor", [g.Node("Div", [x, scale])]), scale])]);
    }));

    static Value Binary(string op, Value a, Value b, Func<torch.Tensor, torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [a, b], () => compute(a.Eager, b.Eager), (trace, result) =>
        {
            ElementType type = result.dtype.ToElementType();
            return trace.Builder.Node(op, [trace.Cast(trace.Graph(a), type), trace.Cast(trace.Graph(b), type)]);
        });

    static Value Binary(string op, Value a, double b, Func<torch.Tensor, torch.Tensor> compute, bool swap = false) =>
        Apply(op, [a], () => compute(a.Eager), (trace, result) =>
        {
            ElementType type = result.dtype.ToElementType();
            GraphValue tensor = trace.Cast(trace.Graph(a), type), number = trace.Builder.Scalar(b, type);
            return trace.Builder.Node(op, swap ? [number, tensor] : [tensor, number]);
        });

    static Value Logical(string op, Value a, Value b, Func<torch.Tensor, torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [a, b], () => compute(a.Eager, b.Eager), (trace, result) =>
            trace.Builder.Node(result.dtype == torch.ScalarType.Bool ? op : $"Bitwise{op}", [trace.Graph(a), trace.Graph(b)]));

    static Value Unary(string op, Value a, Func<torch.Tensor, torch.Tensor> compute, params (string, object)[] attributes) =>
        Apply(op, [a], () => compute(a.Eager), (trace, result) =>
            trace.Builder.Node(op, [trace.Cast(trace.Graph(a), result.dtype.ToElementType())], attributes));

    static Func<torch.Tensor> Compute(Value a, Func<torch.Tensor, torch.Tensor> compute) => () => compute(a.Eager);

    static Func<ExportTrace, torch.Tensor, GraphValue> Record(Value a, Func<ExportTrace, GraphValue, torch.Tensor, GraphValue> record) =>
        (trace, result) => record(trace, trace.Graph(a), result);
}
