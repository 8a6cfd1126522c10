namespace MlNetFashion.Onnx;

/// <summary>An operator with its operands, as it will be written.</summary>
sealed record GraphNode(string Name, string Operator, string Domain, GraphValue?[] Inputs, (string Name, object Value)[] Attributes)
{
    public GraphValue[] Outputs { get; set; } = [];
}
