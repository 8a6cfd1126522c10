using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlNetFashion.Onnx;

/// <summary>Builds an ONNX graph node by node; types and shapes are inferred at once, so a mistake is reported where it is made.</summary>
/// <remarks>
/// <see cref="OnnxExporter"/> drives it for TorchSharp modules; it can be used on its own for graphs that no module stands for.
/// Not thread-safe.
/// </remarks>
public sealed partial class GraphBuilder
{
    readonly List<GraphValue> _inputs = [];
    readonly List<(string Name, GraphValue Value)> _outputs = [];
    readonly List<GraphNode> _nodes = [];
    readonly Dictionary<string, GraphValue> _initializers = new(StringComparer.Ordinal);
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    readonly Dictionary<string, GraphValue> _shared = new(StringComparer.Ordinal);
    readonly Dictionary<string, (GraphValue Input, int Axis)> _symbols = new(StringComparer.Ordinal);
    readonly Stack<string> _scopes = new();

    /// <summary>Starts an empty graph.</summary>
    /// <param name="opset">The version of ONNX's operators to write, 17 to 23.</param>
    public GraphBuilder(int opset = 17)
    {
        if (opset is < MinimumOpset or > MaximumOpset)
            throw new ArgumentOutOfRangeException(nameof(opset), opset, $"Opset {opset} is not one of {MinimumOpset} to {MaximumOpset}, which are known here.");
        Opset = opset;
    }

    /// <summary>The oldest operator set that can be written.</summary>
    public const int MinimumOpset = 17;

    /// <summary>The newest operator set that can be written.</summary>
    public const int MaximumOpset = 23;

    /// <summary>The version of ONNX's operators.</summary>
    public int Opset { get; }

    /// <summary>Where the next nodes belong: the path of the module, or an empty text.</summary>
    public string Scope => _scopes.Count > 0 ? _scopes.Peek() : "";

    /// <summary>The graph that an export on this thread records; null outside of one.</summary>
    [field: ThreadStatic]
    internal static GraphBuilder? UnderWay { get; set; }

    /// <summary>The module at work, for messages.</summary>
    internal string Place => Scope.Length == 0 ? "the module" : Scope;

    /// <summary>Gives the nodes that follow a place in their names, until <see cref="LeaveScope"/>.</summary>
    /// <param name="path">The full path, for example <c>encoder.layers.0.attention</c>.</param>
    public void EnterScope(string path) => _scopes.Push(path);

    /// <summary>Ends the innermost scope.</summary>
    public void LeaveScope() => _scopes.Pop();

    /// <summary>Declares an input of the graph.</summary>
    public GraphValue Input(string name, ElementType type, params Dim[] shape)
    {
        GraphValue value = new(Claim(name), type, shape);
        _inputs.Add(value);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            // Where a named size stands alone it can be read off when the model runs.
            if (shape[axis].IsDynamic)
                _symbols.TryAdd(shape[axis].Text, (value, axis));
        }

        return value;
    }

    /// <summary>Declares an output of the graph.</summary>
    public void Output(string name, GraphValue value)
    {
        if (value.Producer is null || _outputs.Any(output => output.Value == value))
            value = Node("Identity", [value]);
        value.Name = Claim(name);
        _outputs.Add((name, value));
    }

    /// <summary>Adds weights.</summary>
    /// <param name="name">A name, usually that of the parameter.</param>
    /// <param name="type">What the bytes hold.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="data">The elements, row by row, little-endian.</param>
    public GraphValue Initializer(string name, ElementType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data)
    {
        long elements = 1;
        foreach (long size in shape)
            elements *= size;
        if (elements * type.Size() != data.Length)
            throw new ArgumentException(
                $"The initializer '{name}' of shape ({string.Join(", ", shape.ToArray())}) and type {type} needs {elements * type.Size()} bytes, "
                    + $"but {data.Length} were given.", nameof(data));

        Dim[] dims = [.. shape.ToArray().Select(size => (Dim)size)];
        Dim[]? content = type == ElementType.Int64 && dims.Length <= 1 && elements <= 64
            ? [.. Enumerable.Range(0, (int)elements).Select(i => (Dim)BinaryPrimitives.ReadInt64LittleEndian(data.Span[(i * 8)..]))] : null;
        GraphValue value = new(Claim(name), type, dims) { Data = data, Content = content };
        _initializers.Add(value.Name, value);
        return value;
    }

    /// <summary>A constant list of whole numbers; equal lists are stored once.</summary>
    public GraphValue Constant(params long[] values) =>
        Shared($"[{string.Join(",", values)}]", name =>
            Initializer(name, ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    /// <summary>A constant scalar; equal scalars are stored once.</summary>
    public GraphValue Scalar(double value, ElementType type)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return Shared($"{type}:{text}", name => Initializer(name, type, [], Bytes(value, type)));
    }

    /// <summary>An unnamed constant; equal contents are stored once, under a name made from them.</summary>
    public GraphValue Constant(ElementType type, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(data.Span).AsSpan(0, 6));
        string key = $"constant:{type}({string.Join(",", shape.ToArray())}):{digest}";
        if (_shared.TryGetValue(key, out GraphValue? known))
            return known;
        return _shared[key] = Initializer(key, type, shape, data);
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="op">The operator of ONNX, for example <c>MatMul</c>.</param>
    /// <param name="inputs">The operands; null leaves an optional one out.</param>
    /// <param name="attributes">Whole numbers, floats, texts, and lists of <see cref="long"/> or <see cref="float"/>.</param>
    /// <exception cref="OnnxExportException">Types or shapes do not fit; the message shows them all.</exception>
    public GraphValue Node(string op, ReadOnlySpan<GraphValue?> inputs, params (string Name, object Value)[] attributes) =>
        Nodes(op, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public GraphValue[] Nodes(string op, int outputs, ReadOnlySpan<GraphValue?> inputs, params (string Name, object Value)[] attributes)
    {
        string name = Unique(Scope.Length == 0 ? op : $"{Scope}/{op}");
        GraphNode node = new(name, op, inputs.ToArray(), attributes);
        OperatorCall call = new(name, op, node.Inputs, attributes, outputs);
        (ElementType Type, Dim[] Shape)[] results = OperatorRules.Infer(call);
        node.Outputs = [.. results.Select((result, i) => new GraphValue(i == 0 ? name : Unique($"{name}:{i}"), result.Type, result.Shape, node)
        {
            Content = OperatorRules.ContentOf(call),
        })];
        _nodes.Add(node);
        return node.Outputs;
    }

    /// <summary>Writes an addition of two equally large results as <c>Sum</c>, which computes the same and which ONNX Runtime leaves alone.</summary>
    internal void WriteAsSum(GraphValue value)
    {
        if (value.Producer is not { Operator: "Add", Inputs: [{ Data: null } a, { Data: null } b] } addition || !SameShape(a, b))
            return;
        addition.Operator = "Sum";
        _names.Remove(addition.Name);
        addition.Name = value.Name = Unique(string.Concat(addition.Name.AsSpan(0, addition.Name.LastIndexOf("Add", StringComparison.Ordinal)), "Sum"));
    }

    static bool SameShape(GraphValue a, GraphValue b) => a.Shape.Select(dim => dim.Text).SequenceEqual(b.Shape.Select(dim => dim.Text), StringComparer.Ordinal);

    /// <summary>The list of sizes as an operand: a constant where all are fixed, else read from the graph's inputs.</summary>
    public GraphValue Sizes(params Dim[] dims)
    {
        if (!dims.Any(dim => dim.IsDynamic))
            return Constant([.. dims.Select(dim => dim.Example)]);

        return Shared($"sizes:{string.Join(",", dims.Select(dim => dim.Text))}", _ =>
            dims.Length == 1 ? Size(dims[0].Expression, dims[0]) : Node("Concat", [.. dims.Select(dim => Sizes(dim))], ("axis", 0)));
    }

    /// <summary>The size as a scalar operand.</summary>
    internal GraphValue SizeScalar(Dim dim) => dim.IsDynamic ? Node("Squeeze", [Sizes(dim), Constant(0)]) : Scalar(dim.Example, ElementType.Int64);

    GraphValue Size(DimExpression expression, Dim? whole = null)
    {
        if (whole is null && expression.IsConstant)
            return Constant(expression.Terms.FirstOrDefault()?.Factor ?? 0);

        return Shared($"size:{expression}", _ =>
        {
            if (_symbols.TryGetValue(expression.ToString(), out var source))
                return Node("Shape", [source.Input], ("start", source.Axis), ("end", source.Axis + 1));

            GraphValue? sum = null;
            foreach (DimExpression.Term term in expression.Terms)
            {
                GraphValue? product = term.Factor == 1 && term.Atoms.Length > 0 ? null : Constant(term.Factor);
                foreach (DimExpression.Atom atom in term.Atoms)
                    product = product is null ? Size(atom) : Node("Mul", [product, Size(atom)]);
                sum = sum is null ? product : Node("Add", [sum, product]);
            }

            return sum!;
        });
    }

    GraphValue Size(DimExpression.Atom atom) => atom.Dividend is null
        ? _symbols.TryGetValue(atom.Text, out var source)
            ? Shared($"size:{atom.Text}", _ => Node("Shape", [source.Input], ("start", source.Axis), ("end", source.Axis + 1)))
            : throw new OnnxExportException($"{Scope}: the size {atom.Text} is not a dimension of any input, so the file cannot find it again.")
        : Shared($"size:{atom.Text}", _ => Node("Div", [Size(atom.Dividend), Size(atom.Divisor!)]));

    GraphValue Shared(string key, Func<string, GraphValue> create)
    {
        if (_shared.TryGetValue(key, out GraphValue? known))
            return known;
        // Sizes belong to no module in particular: whoever asks first must not lend them its name.
        _scopes.Push("");
        try
        {
            return _shared[key] = create(key);
        }
        finally
        {
            _scopes.Pop();
        }
    }

    string Claim(string name) => _names.Add(name) ? name
        : throw new OnnxExportException($"The name '{name}' is used twice in the graph. Give inputs, outputs and parameters names of their own.");

    string Unique(string name)
    {
        string candidate = name;
        for (int number = 1; !_names.Add(candidate); number++)
            candidate = $"{name}_{number}";
        return candidate;
    }

    internal static byte[] Bytes(double value, ElementType type)
    {
        byte[] bytes = new byte[type.Size()];
        switch (type)
        {
            case ElementType.Float: BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value); break;
            case ElementType.Double: BinaryPrimitives.WriteDoubleLittleEndian(bytes, value); break;
            case ElementType.Float16: BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value); break;
            case ElementType.BFloat16: BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16)); break;
            case ElementType.Int64: BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value); break;
            case ElementType.Int32: BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value); break;
            case ElementType.Int16: BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)value); break;
            case ElementType.Int8: bytes[0] = (byte)(sbyte)value; break;
            case ElementType.UInt8: bytes[0] = (byte)value; break;
            case ElementType.Bool: bytes[0] = value != 0 ? (byte)1 : (byte)0; break;
            default: throw new NotSupportedException($"A constant of type {type} cannot be written.");
        }

        return bytes;
    }
}
