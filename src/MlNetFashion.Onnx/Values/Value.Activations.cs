using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>max(x, 0).</summary>
    public Value relu() => dtype.ToElementType().IsFloating() ? Unary("Relu", this, t => t.relu()) : Binary("Max", this, 0, t => t.relu());

    /// <summary>x, or a small multiple of it below zero.</summary>
    public Value leaky_relu(double negative_slope = 0.01) => Unary("LeakyRelu", this, t => t.leaky_relu(negative_slope), ("alpha", negative_slope));

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Value sigmoid() => Unary("Sigmoid", this, t => t.sigmoid());

    /// <summary>x · sigmoid(x), also called swish.</summary>
    public Value silu() => Apply("silu", [this], Compute(this, t => t.silu()), Record(this, (trace, x, _) =>
        trace.Builder.Node("Mul", [x, trace.Builder.Node("Sigmoid", [x])])));

    /// <summary>The hyperbolic tangent.</summary>
    public Value tanh() => Unary("Tanh", this, t => t.tanh());

    /// <summary>x · Φ(x), exactly, in the form that ONNX Runtime fuses into one operator.</summary>
    public Value gelu() => Apply("gelu", [this], Compute(this, t => t.gelu()), Record(this, (trace, x, _) =>
    {
        GraphBuilder g = trace.Builder;
        GraphValue erf = g.Node("Erf", [g.Node("Div", [x, g.Scalar(Math.Sqrt(2), x.Type)])]);
        GraphValue scaled = g.Node("Mul", [x, g.Node("Add", [erf, g.Scalar(1, x.Type)])]);
        return g.Node("Mul", [scaled, g.Scalar(0.5, x.Type)]);
    }));

    /// <summary>x · Φ(x) in the approximation by a hyperbolic tangent.</summary>
    public Value gelu_tanh() =>
        Apply("gelu_tanh", [this], Compute(this, t => torch.nn.functional.gelu(t, TorchSharp.Modules.GELU.Approximate.tanh)), Record(this, (trace, x, _) =>
    {
        GraphBuilder g = trace.Builder;
        GraphValue cube = g.Node("Pow", [x, g.Scalar(3, x.Type)]);
        GraphValue inner = g.Node("Add", [x, g.Node("Mul", [cube, g.Scalar(0.044715, x.Type)])]);
        GraphValue tanh = g.Node("Tanh", [g.Node("Mul", [inner, g.Scalar(Math.Sqrt(2 / Math.PI), x.Type)])]);
        return g.Node("Mul", [g.Node("Mul", [x, g.Scalar(0.5, x.Type)]), g.Node("Add", [tanh, g.Scalar(1, x.Type)])]);
    }));

    /// <summary>Exponentials that sum to 1 along a dimension.</summary>
    public Value softmax(long dim)
    {
        int axis = Axis(dim);
        return Unary("Softmax", this, t => t.softmax(axis), ("axis", axis));
    }

    /// <summary>The logarithm of <see cref="softmax"/>.</summary>
    public Value log_softmax(long dim)
    {
        int axis = Axis(dim);
        return Unary("LogSoftmax", this, t => t.log_softmax(axis), ("axis", axis));
    }

    /// <summary>log(1 + eᵝˣ) / β, or simply x where βx passes the threshold.</summary>
    public Value softplus(double beta = 1, double threshold = 20) =>
        Apply("softplus", [this], Compute(this, t => t.softplus(beta, threshold)), Record(this, (trace, x, _) =>
    {
        GraphBuilder g = trace.Builder;
        GraphValue scale = g.Scalar(beta, x.Type);
        GraphValue scaled = beta == 1 ? x : g.Node("Mul", [x, scale]);
        GraphValue soft = g.Node("Softplus", [scaled]);
        if (beta != 1)
            soft = g.Node("Div", [soft, scale]);
        // From 20 on the difference is lost in the rounding anyway.
        return threshold >= 20 ? soft : g.Node("Where", [g.Node("Greater", [scaled, g.Scalar(threshold, x.Type)]), x, soft]);
    }));

    /// <summary>x above zero, α(eˣ − 1) below.</summary>
    public Value elu(double alpha = 1) => Unary("Elu", this, t => torch.nn.functional.elu(t, alpha), ("alpha", alpha));

    /// <summary>x above zero, α(eˣᐟᵅ − 1) below.</summary>
    public Value celu(double alpha = 1) => Unary("Celu", this, t => torch.nn.functional.celu(t, alpha), ("alpha", alpha));

    /// <summary>The self-normalising variant of <see cref="elu"/>.</summary>
    public Value selu() => Unary("Selu", this, t => t.selu(), ("alpha", 1.6732632423543772), ("gamma", 1.0507009873554805));

    /// <summary>x above zero, a learned multiple of it below.</summary>
    /// <param name="weight">One factor, or one for each channel (dimension 1).</param>
    public Value prelu(Value weight)
    {
        Value self = this;
        return Apply("prelu", [this, weight], () => self.Eager.prelu(weight.Eager), (trace, _) =>
        {
            GraphValue x = trace.Graph(self), slope = trace.Graph(weight);
            if (slope.Shape[0] != 1 && x.Rank > 2)
                slope = trace.Reshape(slope, [slope.Shape[0], .. Enumerable.Repeat((Dim)1, x.Rank - 2)]);
            return trace.Builder.Node("PRelu", [x, slope]);
        });
    }

    /// <summary>The first half of a dimension times the sigmoid of the second.</summary>
    public Value glu(long dim = -1)
    {
        Dim half = size(dim) / 2;
        return slice(dim, 0, half) * slice(dim, half, long.MaxValue).sigmoid();
    }

    /// <summary>x / 6 + 1 / 2, limited to 0 … 1.</summary>
    public Value hardsigmoid() => Unary("HardSigmoid", this, t => t.hardsigmoid(), ("alpha", 1 / 6.0), ("beta", 0.5));

    /// <summary>Zero between −λ and λ, x elsewhere.</summary>
    public Value hardshrink(double lambda = 0.5) => Unary("Shrink", this, t => torch.nn.functional.hardshrink(t, lambda), ("bias", 0.0), ("lambd", lambda));

    /// <summary>Zero between −λ and λ, elsewhere x brought nearer to zero by λ.</summary>
    public Value softshrink(double lambda = 0.5) => Unary("Shrink", this, t => torch.nn.functional.softshrink(t, lambda), ("bias", lambda), ("lambd", lambda));

    /// <summary>Elements limited to a range; null leaves a side open.</summary>
    public Value clamp(double? min = null, double? max = null) =>
        Apply("clamp", [this], Compute(this, t => t.clamp(min is { } low ? low : null, max is { } high ? high : null)), Record(this, (trace, x, result) =>
        {
            ElementType type = result.dtype.ToElementType();
            return trace.Builder.Node("Clip", [trace.Cast(x, type),
                min is { } low ? trace.Builder.Scalar(low, type) : null, max is { } high ? trace.Builder.Scalar(high, type) : null]);
        }));

    /// <summary>eˣ.</summary>
    public Value exp() => Unary("Exp", this, t => t.exp());

    /// <summary>The natural logarithm.</summary>
    public Value log() => Unary("Log", this, t => t.log());

    /// <summary>The logarithm of 1 + x.</summary>
    public Value log1p() => (this + 1.0).log();

    /// <summary>x².</summary>
    public Value square() => this * this;

    /// <summary>The square root.</summary>
    public Value sqrt() => Unary("Sqrt", this, t => t.sqrt());

    /// <summary>One over the square root.</summary>
    public Value rsqrt() => Apply("rsqrt", [this], Compute(this, t => t.rsqrt()), Record(this, (trace, x, _) =>
        trace.Builder.Node("Reciprocal", [trace.Builder.Node("Sqrt", [x])])));

    /// <summary>The absolute value.</summary>
    public Value abs() => Unary("Abs", this, t => t.abs());

    /// <summary>1 / x.</summary>
    public Value reciprocal() => Unary("Reciprocal", this, t => t.reciprocal());

    /// <summary>−1, 0 or 1.</summary>
    public Value sign() => Unary("Sign", this, t => t.sign());

    /// <summary>The next whole number below or equal.</summary>
    public Value floor() => Unary("Floor", this, t => t.floor());

    /// <summary>The next whole number above or equal.</summary>
    public Value ceil() => Unary("Ceil", this, t => t.ceil());

    /// <summary>The nearest whole number; halves go to the even one.</summary>
    public Value round() => Unary("Round", this, t => t.round());

    /// <summary>The sine of an angle in radians.</summary>
    public Value sin() => Unary("Sin", this, t => t.sin());

    /// <summary>The cosine of an angle in radians.</summary>
    public Value cos() => Unary("Cos", this, t => t.cos());

    /// <summary>The error function.</summary>
    public Value erf() => Unary("Erf", this, t => t.erf());
}
