using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>An export that is under way on this thread: the graph so far, and where in the module tree we are.</summary>
sealed class ExportTrace
{
    [ThreadStatic]
    static ExportTrace? s_current;

    readonly Dictionary<TensorIdentity, string> _names = [];
    readonly Dictionary<TensorIdentity, GraphValue> _lifted = [];
    readonly Dictionary<TensorIdentity, GraphValue> _transposed = [];
    readonly Dictionary<torch.nn.Module, string> _paths = new(ReferenceEqualityComparer.Instance);

    public ExportTrace(torch.nn.Module root, GraphBuilder builder, bool fuseSkipLayerNorms)
    {
        Builder = builder;
        FuseSkipLayerNorms = fuseSkipLayerNorms;
        Register(root, "");
    }

    /// <summary>The export of this thread, or null: then values only compute.</summary>
    public static ExportTrace? Current => s_current;

    public GraphBuilder Builder { get; }

    /// <summary>See <see cref="OnnxExportOptions.FuseSkipLayerNorms"/>.</summary>
    public bool FuseSkipLayerNorms { get; }

    /// <summary>The module at work, for messages.</summary>
    public string Place => Builder.Place;

    public IEnumerable<(torch.nn.Module Module, string Path)> Modules => _paths.Select(entry => (entry.Key, entry.Value));

    /// <summary>Runs with this export as the current one.</summary>
    public T Run<T>(Func<T> action)
    {
        if (s_current is not null)
            throw new InvalidOperationException("An export began within an export on the same thread.");
        s_current = this;
        GraphBuilder.UnderWay = Builder;
        try
        {
            return action();
        }
        finally
        {
            GraphBuilder.UnderWay = null;
            s_current = null;
        }
    }

    /// <summary>Runs TorchSharp's own code, which must not record.</summary>
    public static T Aside<T>(Func<T> action)
    {
        (ExportTrace? trace, s_current) = (s_current, null);
        try
        {
            return action();
        }
        finally
        {
            s_current = trace;
        }
    }

    public Value Record(string operation, ReadOnlySpan<Value> operands, Func<torch.Tensor> compute, Func<ExportTrace, torch.Tensor, GraphValue> record)
    {
        torch.Tensor tensor;
        try
        {
            tensor = compute();
        }
        catch (Exception failure) when (failure is ExternalException or ArgumentException)
        {
            string shapes = string.Join(", ", operands.ToArray().Select(operand => operand.ToString()));
            throw new OnnxExportException($"{Place}: {operation} of {shapes} is not possible. {failure.Message.Split('\n')[0]}", failure);
        }

        try
        {
            return Agree(operation, tensor, record(this, tensor));
        }
        catch (NotSupportedException failure)
        {
            throw new OnnxExportException($"{Place}: {operation} cannot be written. {failure.Message}", failure);
        }
    }

    /// <summary>The tensor and its recorded edge as one value, provided that both tell the same type and shape.</summary>
    public Value Agree(string operation, torch.Tensor tensor, GraphValue edge)
    {
        if (edge.Type != tensor.dtype.ToElementType() || !edge.Shape.Select(dim => dim.Example).SequenceEqual(tensor.shape))
            throw new OnnxExportException(
                $"{Place}: {operation} gives {tensor.dtype} ({string.Join(", ", tensor.shape)}) in TorchSharp, but {edge} in the graph. "
                    + $"This is a mistake in how {operation} is expressed; please report it.");
        return new Value(tensor, edge);
    }

    /// <summary>The edge of a value; parameters, buffers and constants become initializers when they are first used.</summary>
    public GraphValue Graph(Value value)
    {
        if (value.Graph is { } edge)
            return edge;
        torch.Tensor tensor = value.Eager ?? throw new OnnxExportException($"{Place}: an operand is missing (a Value that was never set).");
        TensorIdentity identity = TensorIdentity.Of(tensor);
        if (_lifted.TryGetValue(identity, out GraphValue? known))
            return known;

        ElementType type = tensor.dtype.ToElementType();
        byte[] data = TensorBytes.Of(tensor);
        return _names.TryGetValue(identity, out string? name)
            ? _lifted[identity] = Builder.Initializer(name, type, tensor.shape, data)
            : data.Length == type.Size() && type != ElementType.Bool && tensor.dim() == 0
                ? Builder.Scalar(tensor.to(torch.ScalarType.Float64).item<double>(), type)
                : Builder.Constant(type, tensor.shape, data);
    }

    /// <summary>The transpose of a matrix; that of a parameter is recorded once.</summary>
    public GraphValue Transposed(Value matrix)
    {
        if (matrix.Graph is not null)
            return Builder.Node("Transpose", [matrix.Graph], ("perm", (long[])[1, 0]));
        TensorIdentity identity = TensorIdentity.Of(matrix.Eager);
        // Only parameters stay where they are: the place of a constant may be another one's by the next call.
        if (!_names.ContainsKey(identity))
            return Builder.Node("Transpose", [Graph(matrix)], ("perm", (long[])[1, 0]));
        if (!_transposed.TryGetValue(identity, out GraphValue? known))
            _transposed.Add(identity, known = Builder.Node("Transpose", [Graph(matrix)], ("perm", (long[])[1, 0])));
        return known;
    }

    /// <summary>The dimensions in another order; two orders one after the other are one.</summary>
    public GraphValue Transpose(GraphValue x, long[] order) => x.Producer is { Operator: "Transpose" } first
        ? Builder.Node("Transpose", [first.Inputs[0]], ("perm", order.Select(dim => ((long[])first.Attributes[0].Value)[dim]).ToArray()))
        : Builder.Node("Transpose", [x], ("perm", order));

    public GraphValue Cast(GraphValue value, ElementType type) => value.Type == type ? value : Builder.Node("Cast", [value], ("to", type));

    public GraphValue Reduce(string op, GraphValue x, long[] axes, bool keep) =>
        // The axes moved from an attribute to an operand: for ReduceSum before the oldest opset here, for the others with 18.
        Builder.Opset >= 18 || op == "ReduceSum"
            ? Builder.Node(op, [x, Builder.Constant(axes)], ("keepdims", keep ? 1 : 0))
            : Builder.Node(op, [x], ("axes", axes), ("keepdims", keep ? 1 : 0));

    public GraphValue Reshape(GraphValue x, Dim[] shape)
    {
        Dim[] wanted = [.. shape];
        int open = Array.FindIndex(wanted, dim => dim == -1);
        if (open >= 0)
            wanted[open] = OperatorRules.Quotient(x.ShapeArray, [.. wanted.Where((_, i) => i != open)]);

        // 0 copies a free size from the same place and -1 is found at run time: no nodes are needed for those.
        Dim[] operand = [.. wanted.Select((dim, i) => dim.IsDynamic && i < x.Rank && x.Shape[i] == dim ? (Dim)0 : dim)];
        int free = Array.FindIndex(operand, dim => dim.IsDynamic);
        if (free >= 0 && operand.Count(dim => dim.IsDynamic) == 1)
            operand[free] = -1;
        GraphValue target = Builder.Sizes([.. operand.Select((dim, i) => operand.Any(other => other.IsDynamic) ? wanted[i] : dim)]);
        return Builder.Node("Reshape", [x, target]);
    }

    /// <summary>The dotted path of a module; one that is not registered under the exported one is named by its type.</summary>
    public string PathOf(torch.nn.Module module) => _paths.TryGetValue(module, out string? path) ? path
        : Builder.Scope.Length == 0 ? module.GetType().Name : $"{Builder.Scope}.{module.GetType().Name}";

    void Register(torch.nn.Module module, string path)
    {
        if (!_paths.TryAdd(module, path))
            return;
        string prefix = path.Length == 0 ? "" : path + ".";
        foreach ((string name, torch.Tensor parameter) in module.named_parameters(recurse: false).Select(entry => (entry.name, (torch.Tensor)entry.parameter))
            .Concat(module.named_buffers(recurse: false)))
            _names.TryAdd(TensorIdentity.Of(parameter), prefix + name);
        foreach ((string name, torch.nn.Module child) in module.named_children())
            Register(child, prefix + name);
        // Containers and natively implemented layers may tell their parameters only when asked for all of them.
        foreach ((string name, torch.Tensor parameter) in module.named_parameters().Select(entry => (entry.name, (torch.Tensor)entry.parameter))
            .Concat(module.named_buffers()))
            _names.TryAdd(TensorIdentity.Of(parameter), prefix + name);
    }
}
