using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>Where the elements are equal.</summary>
    public Value eq(Value other) => Compare("Equal", this, other, (x, y) => x.eq(y));

    /// <summary>Where the elements equal a number.</summary>
    public Value eq(double number) => Compare("Equal", this, number, t => t.eq(number));

    /// <summary>Where the elements differ.</summary>
    public Value ne(Value other) => eq(other).logical_not();

    /// <summary>Where the elements differ from a number.</summary>
    public Value ne(double number) => eq(number).logical_not();

    /// <summary>Where an element is less.</summary>
    public Value lt(Value other) => Compare("Less", this, other, (x, y) => x.lt(y));

    /// <summary>Where an element is less than a number.</summary>
    public Value lt(double number) => Compare("Less", this, number, t => t.lt(number));

    /// <summary>Where an element is at most its partner.</summary>
    public Value le(Value other) => Compare("LessOrEqual", this, other, (x, y) => x.le(y));

    /// <summary>Where an element is at most a number.</summary>
    public Value le(double number) => Compare("LessOrEqual", this, number, t => t.le(number));

    /// <summary>Where an element is greater.</summary>
    public Value gt(Value other) => Compare("Greater", this, other, (x, y) => x.gt(y));

    /// <summary>Where an element is greater than a number.</summary>
    public Value gt(double number) => Compare("Greater", this, number, t => t.gt(number));

    /// <summary>Where an element is at least its partner.</summary>
    public Value ge(Value other) => Compare("GreaterOrEqual", this, other, (x, y) => x.ge(y));

    /// <summary>Where an element is at least a number.</summary>
    public Value ge(double number) => Compare("GreaterOrEqual", this, number, t => t.ge(number));

    /// <summary>True where the element is zero or false.</summary>
    public Value logical_not() => Apply("logical_not", [this], Compute(this, t => t.logical_not()),
        Record(this, (trace, x, _) => trace.Builder.Node("Not", [trace.Cast(x, ElementType.Bool)])));

    /// <summary>Elements of one where the condition holds, of the other elsewhere, with broadcasting.</summary>
    public static Value where(Value condition, Value then, Value otherwise) =>
        Apply("where", [condition, then, otherwise], () => torch.where(condition.Eager, then.Eager, otherwise.Eager), (trace, result) =>
        {
            ElementType type = result.dtype.ToElementType();
            return trace.Builder.Node("Where", [trace.Graph(condition), trace.Cast(trace.Graph(then), type), trace.Cast(trace.Graph(otherwise), type)]);
        });

    /// <summary>A number in place of the elements where the mask is true.</summary>
    /// <param name="mask">Truth values of a shape that broadcasts to this one.</param>
    /// <param name="value">The number; negative infinity is allowed.</param>
    public Value masked_fill(Value mask, double value)
    {
        Value self = this;
        return Apply("masked_fill", [this, mask], () => self.Eager.masked_fill(mask.Eager, value), (trace, result) =>
            trace.Builder.Node("Where", [trace.Graph(mask), trace.Builder.Scalar(value, result.dtype.ToElementType()), trace.Graph(self)]));
    }

    /// <summary>The elements converted to another type.</summary>
    public Value to(torch.ScalarType type) =>
        Apply("to", [this], Compute(this, t => t.to(type)), Record(this, (trace, x, _) => trace.Cast(x, type.ToElementType())));

    static Value Compare(string op, Value a, Value b, Func<torch.Tensor, torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [a, b], () => compute(a.Eager, b.Eager), (trace, _) =>
        {
            ElementType type = torch.promote_types(a.dtype, b.dtype).ToElementType();
            return trace.Builder.Node(op, [trace.Cast(trace.Graph(a), type), trace.Cast(trace.Graph(b), type)]);
        });

    static Value Compare(string op, Value a, double number, Func<torch.Tensor, torch.Tensor> compute) =>
        Apply(op, [a], () => compute(a.Eager), (trace, _) =>
        {
            GraphValue x = trace.Graph(a);
            // Whole numbers are compared with whole numbers where that is the same question.
            ElementType type = x.Type.IsFloating() || number == Math.Floor(number) && x.Type != ElementType.Bool ? x.Type : ElementType.Float;
            return trace.Builder.Node(op, [trace.Cast(x, type), trace.Builder.Scalar(number, type)]);
        });
}
