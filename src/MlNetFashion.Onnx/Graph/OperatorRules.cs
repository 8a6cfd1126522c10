namespace MlNetFashion.Onnx;

/// <summary>Element type and shape of what each operator gives, from what it is given.</summary>
static partial class OperatorRules
{
    static readonly Dictionary<string, Func<OperatorCall, (ElementType, Dim[])[]>> s_rules = new(StringComparer.Ordinal);

    static OperatorRules()
    {
        AddElementwise();
        AddShapes();
        AddReductions();
        AddLayers();
        AddRecurrent();
    }

    public static (ElementType Type, Dim[] Shape)[] Infer(OperatorCall call) => s_rules.TryGetValue(call.Operator, out var rule)
        ? rule(call)
        : throw call.Error("is not an operator that the graph builder knows");

    /// <summary>Lists of sizes stay known through the few operators that compute with them.</summary>
    public static Dim[]? ContentOf(OperatorCall call)
    {
        Dim[]? Of(int i) => call.Optional(i)?.Content;
        switch (call.Operator)
        {
            case "Shape":
                Dim[] shape = call[0].ShapeArray;
                return shape[(int)call.Int("start", 0)..(int)call.Int("end", shape.Length)];
            case "Concat" when Enumerable.Range(0, call.InputCount).All(i => Of(i) is not null):
                return [.. Enumerable.Range(0, call.InputCount).SelectMany(i => Of(i)!)];
            case "Squeeze" when Of(0) is { Length: 1 } size:
                return size;
            case "Add" or "Sub" or "Mul" or "Div" when Of(0) is { Length: 1 } a && Of(1) is { Length: 1 } b:
                return call.Operator switch { "Add" => [a[0] + b[0]], "Sub" => [a[0] - b[0]], "Mul" => [a[0] * b[0]], _ => [a[0] / b[0]] };
            default:
                return null;
        }
    }

    static void Add(string operators, Func<OperatorCall, (ElementType, Dim[])[]> rule)
    {
        foreach (string op in operators.Split(' '))
            s_rules.Add(op, rule);
    }

    static void Add(string operators, Func<OperatorCall, (ElementType, Dim[])> rule) =>
        Add(operators, call => new[] { rule(call) });

    static Dim Product(IEnumerable<Dim> dims) => dims.Aggregate((Dim)1, (a, b) => a * b);

    internal static Dim[] Broadcast(OperatorCall call, params Dim[][] shapes)
    {
        Dim[] result = new Dim[shapes.Max(shape => shape.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            Dim size = 1;
            foreach (Dim[] shape in shapes)
            {
                int at = i - (result.Length - shape.Length);
                if (at < 0 || shape[at] == 1)
                    continue;
                if (size == 1)
                    size = shape[at];
                else if (size.Example != shape[at].Example)
                    throw call.Error($"cannot be: dimension {i - result.Length} is {size} on one side and {shape[at]} on the other, and neither is 1");
                else if (size.IsDynamic)
                    size = shape[at];
            }

            result[i] = size;
        }

        return result;
    }

    static void RequireSameType(OperatorCall call, params int[] operands)
    {
        ElementType type = call[operands[0]].Type;
        foreach (int i in operands.Where(i => call.Optional(i) is not null))
        {
            if (call[i].Type != type)
                throw call.Error("needs operands of one element type; cast one of them");
        }
    }
}
