using System.Globalization;

namespace MlNetFashion.Onnx;

/// <summary>One dimension of a shape: a number, or while a model is being exported possibly a name such as
/// <c>N</c> or <c>2*T + 1</c> with the number that it has in the example.</summary>
/// <remarks>
/// Compute with it as with a number: <c>x.view(x.size(0), x.size(1), heads, x.size(2) / heads)</c>. What the file needs in order to
/// find the size again from its inputs is written along. Turning a named size into a plain <see cref="long"/> would freeze the
/// example's number into the file, so that conversion throws while exporting.
/// </remarks>
public readonly struct Dim : IEquatable<Dim>
{
    readonly DimExpression? _expression;

    Dim(long value, DimExpression? expression)
    {
        Example = value;
        _expression = expression is { IsConstant: true } ? null : expression;
    }

    /// <summary>The size in the example that is being exported, or simply the size.</summary>
    public long Example { get; }

    /// <summary>True when the size is free in the exported file.</summary>
    public bool IsDynamic => _expression is not null;

    internal DimExpression Expression => _expression ?? DimExpression.Of(Example);

    /// <summary>A free size.</summary>
    /// <param name="name">The name of the dimension in the file, for example <c>N</c>.</param>
    /// <param name="example">Its size in the example; 0 or more.</param>
    public static Dim Named(string name, long example)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfNegative(example);
        return new Dim(example, DimExpression.Of(new DimExpression.Atom(name, null, null)));
    }

    /// <summary>A fixed size.</summary>
    public static implicit operator Dim(long value) => new(value, null);

    /// <summary>The size as a number.</summary>
    /// <exception cref="OnnxExportException">The size is free in the file that is being written.</exception>
    public static explicit operator long(Dim dim) => dim.IsDynamic
        ? throw new OnnxExportException(
            $"{GraphBuilder.UnderWay?.Place ?? "A module"}: the dynamic dimension {dim} would be frozen to {dim.Example}, its size in the example. "
                + "Keep computing with Dim, or export that axis as fixed.")
        : dim.Example;

    /// <summary>The sum.</summary>
    public static Dim operator +(Dim a, Dim b) => Combine(a, b, a.Example + b.Example, (x, y) => x + y);

    /// <summary>The difference.</summary>
    public static Dim operator -(Dim a, Dim b) => Combine(a, b, a.Example - b.Example, (x, y) => x + DimExpression.Of(-1) * y);

    /// <summary>The product.</summary>
    public static Dim operator *(Dim a, Dim b) => Combine(a, b, a.Example * b.Example, (x, y) => x * y);

    /// <summary>The quotient, rounded down.</summary>
    public static Dim operator /(Dim a, Dim b) => Combine(a, b, FloorDivide(a.Example, b.Example), (x, y) => x / y);

    /// <summary>Whether both always have the same size.</summary>
    public static bool operator ==(Dim a, Dim b) => a.Equals(b);

    /// <summary>Whether the sizes can differ.</summary>
    public static bool operator !=(Dim a, Dim b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(Dim other) => Example == other.Example && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Example.GetHashCode();

    /// <summary>The size for a reader: <c>64</c>, or <c>N=2</c> for a free one.</summary>
    public override string ToString() => IsDynamic ? string.Create(CultureInfo.InvariantCulture, $"{Text}={Example}") : Text;

    /// <summary>The size as the file says it: <c>64</c> or <c>N</c>.</summary>
    internal string Text => _expression?.ToString() ?? Example.ToString(CultureInfo.InvariantCulture);

    static Dim Combine(Dim a, Dim b, long value, Func<DimExpression, DimExpression, DimExpression> combine) =>
        a.IsDynamic || b.IsDynamic ? new Dim(value, combine(a.Expression, b.Expression)) : new Dim(value, null);

    static long FloorDivide(long a, long b) => b == 0 ? throw new DivideByZeroException("A dimension was divided by zero.")
        : (a / b) - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}
