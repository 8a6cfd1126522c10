using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>A tensor in a model that can be exported: it computes at once, and while a model is being exported it also records.</summary>
/// <remarks>
/// <para>Write a module over <see cref="Value"/> as you would over <c>Tensor</c>: <c>class Block : nn.Module&lt;Value, Value&gt;</c> with
/// <c>public override Value forward(Value x)</c>. Members carry TorchSharp's names and meanings. In training a value is its tensor and
/// nothing else: the same native calls, the same gradients. During an export each operation does both, computes the example's tensor
/// and adds nodes to the graph, and the two must agree in type and shape. There is one <c>forward</c>, so nothing can drift apart.</para>
/// <para>A <c>Tensor</c> (a parameter, a constant, a batch) becomes a value by itself; <see cref="Tensor"/> leads back, outside of an export.</para>
/// <para>Layers of TorchSharp are called with values as they are: <c>conv.call(x)</c>.</para>
/// </remarks>
public readonly partial struct Value
{
    readonly torch.Tensor _tensor;

    internal Value(torch.Tensor tensor, GraphValue? graph = null)
    {
        _tensor = tensor;
        Graph = graph;
    }

    /// <summary>The tensor itself.</summary>
    /// <exception cref="OnnxExportException">A model is being exported: what is computed outside of values would be missing from the file.</exception>
    public torch.Tensor Tensor => Graph is null ? _tensor : throw new OnnxExportException(
        $"{ExportTrace.Current?.Place}: a tensor was taken out of a traced value of {Graph}, so what is computed from it would be missing from the file. " +
        "Stay with Value, and for an operation that it lacks add it as a layer with OnnxLayers.Add.");

    internal torch.Tensor Eager => _tensor;

    /// <summary>The recorded edge; null outside of an export and for constants and parameters, which are recorded when first used.</summary>
    internal GraphValue? Graph { get; }

    /// <summary>The element type.</summary>
    public torch.ScalarType dtype => _tensor.dtype;

    /// <summary>The number of dimensions.</summary>
    public int ndim => checked((int)_tensor.dim());

    /// <summary>The dimensions. During an export the free ones are names that can be computed with.</summary>
    public Dim[] shape => Graph is null ? [.. _tensor.shape.Select(size => (Dim)size)] : [.. Graph.Shape];

    /// <summary>One dimension.</summary>
    /// <param name="dim">Which; negative counts from the last.</param>
    public Dim size(long dim)
    {
        int rank = ndim;
        if (dim < -rank || dim >= rank)
            throw new ArgumentOutOfRangeException(nameof(dim), dim, $"Dimension {dim} was asked of a tensor that has {rank}.");
        int axis = (int)(dim < 0 ? dim + rank : dim);
        return Graph is null ? _tensor.shape[axis] : Graph.Shape[axis];
    }

    /// <summary>The tensor as a value.</summary>
    /// <exception cref="ArgumentNullException">There is no tensor; an optional value is <c>default(Value?)</c>.</exception>
    public static implicit operator Value(torch.Tensor tensor) => new(tensor ?? throw new ArgumentNullException(nameof(tensor),
        "There is no tensor to make a value of. Where one may be missing, test for null first and use default(Value?)."));

    /// <summary>Type and shape, for a debugger or a message.</summary>
    public override string ToString() => Graph?.ToString() ?? (_tensor is null ? "no tensor"
        : $"{_tensor.dtype} ({string.Join(", ", _tensor.shape)})");

    /// <summary>One operation: computed, and recorded where an export is under way.</summary>
    internal static Value Apply(string operation, ReadOnlySpan<Value> operands, Func<torch.Tensor> compute,
        Func<ExportTrace, torch.Tensor, GraphValue> record) =>
        ExportTrace.Current is { } trace ? trace.Record(operation, operands, compute, record) : new Value(compute());

    int Axis(long dim) => checked((int)(dim < 0 ? dim + ndim : dim));
}
