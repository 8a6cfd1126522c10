namespace MlNetFashion.Onnx;

static partial class OperatorRules
{
    static void AddReductions()
    {
        Add("ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceLogSumExp ReduceSumSquare", call =>
        {
            long[] axes = call.Ints("axes") ?? (call.Optional(1) is null
                ? [.. Enumerable.Range(0, call[0].Rank).Select(i => (long)i)] : [.. call.Content(1).Select(dim => dim.Example)]);
            return (call[0].Type, Reduce(call, axes));
        });
        Add("ArgMax ArgMin", call => (ElementType.Int64, Reduce(call, [call.Int("axis", 0)])));
        Add("TopK", call =>
        {
            int axis = call.Axis(call.Int("axis", -1), call[0].Rank);
            Dim[] shape = Replace(call[0].ShapeArray, axis, call.Content(1)[0]);
            return new[] { (call[0].Type, shape), (ElementType.Int64, shape) };
        });
        Add("Einsum", call => (call[0].Type, Einsum(call)));
        Add("OneHot", call =>
        {
            int axis = call.Axis(call.Int("axis", -1), call[0].Rank + 1);
            List<Dim> shape = [.. call[0].ShapeArray];
            shape.Insert(axis, call.Content(1)[0]);
            return (call[2].Type, [.. shape]);
        });
    }

    static Dim[] Reduce(OperatorCall call, long[] axes)
    {
        int[] reduced = [.. axes.Select(axis => call.Axis(axis, call[0].Rank))];
        bool keep = call.Int("keepdims", 1) != 0;
        return [.. call[0].ShapeArray.Select((size, i) => (size: reduced.Contains(i) ? 1 : size, drop: !keep && reduced.Contains(i)))
            .Where(dim => !dim.drop).Select(dim => dim.size)];
    }

    static Dim[] Einsum(OperatorCall call)
    {
        string equation = call.Text("equation") ?? "";
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length != 2 || terms.Length != call.InputCount)
            throw call.Error($"has the equation '{equation}', which needs one term for each operand and '->'");

        Dictionary<char, Dim> sizes = [];
        for (int i = 0; i < terms.Length; i++)
        {
            if (terms[i].Length != call[i].Rank)
                throw call.Error($"has the equation '{equation}', whose term {i} names {terms[i].Length} dimensions of an operand with {call[i].Rank}");
            for (int d = 0; d < terms[i].Length; d++)
            {
                Dim size = call[i].ShapeArray[d];
                if (sizes.TryGetValue(terms[i][d], out Dim known) && known.Example != size.Example)
                    throw call.Error($"gives '{terms[i][d]}' of '{equation}' the sizes {known} and {size}");
                sizes[terms[i][d]] = size;
            }
        }

        return [.. sides[1].Select(letter => sizes.TryGetValue(letter, out Dim size) ? size
            : throw call.Error($"has the equation '{equation}', whose result names '{letter}', which no operand has"))];
    }
}
