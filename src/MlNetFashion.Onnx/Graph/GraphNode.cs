namespace MlNetFashion.Onnx;

/// <summary>An operator with its operands, as it will be written.</summary>
sealed class GraphNode(string name, string @operator, GraphValue?[] inputs, (string Name, object Value)[] attributes)
{
    public string Name { get; set; } = name;

    public string Operator { get; set; } = @operator;

    public GraphValue?[] Inputs { get; } = inputs;

    public (string Name, object Value)[] Attributes { get; } = attributes;

    public GraphValue[] Outputs { get; set; } = [];
}
