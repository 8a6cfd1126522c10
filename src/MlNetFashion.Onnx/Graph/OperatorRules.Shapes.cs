namespace MlNetFashion.Onnx;

static partial class OperatorRules
{
    static void AddShapes()
    {
        Add("Shape", call => (ElementType.Int64, [call.Int("end", call[0].Rank) - call.Int("start", 0)]));
        Add("Reshape", Reshape);
        Add("Transpose", Transpose);
        Add("Concat", Concat);
        Add("Flatten", call =>
        {
            int axis = (int)call.Int("axis", 1);
            Dim[] shape = call[0].ShapeArray;
            return (call[0].Type, [Product(shape[..axis]), Product(shape[axis..])]);
        });
        Add("Squeeze", call =>
        {
            int[] axes = [.. call.Content(1).Select(axis => call.Axis(axis.Example, call[0].Rank))];
            foreach (int axis in axes)
            {
                if (call[0].ShapeArray[axis] != 1)
                    throw call.Error($"cannot drop dimension {axis}, which is {call[0].ShapeArray[axis]} and not 1");
            }

            return (call[0].Type, [.. call[0].ShapeArray.Where((_, i) => !axes.Contains(i))]);
        });
        Add("Unsqueeze", call =>
        {
            int rank = call[0].Rank + call.Content(1).Length;
            int[] axes = [.. call.Content(1).Select(axis => call.Axis(axis.Example, rank))];
            List<Dim> shape = [.. call[0].ShapeArray];
            foreach (int axis in axes.Order())
                shape.Insert(axis, 1);
            return (call[0].Type, [.. shape]);
        });
        Add("Expand", call => (call[0].Type, Broadcast(call, call[0].ShapeArray, call.Content(1))));
        Add("Tile", call => (call[0].Type, [.. call[0].ShapeArray.Zip(call.Content(1), (size, times) => size * times)]));
        Add("ConstantOfShape", call => (ElementType.Float, call.Content(0)));
        Add("Range", call => (call[0].Type, [(call.Content(1)[0] - call.Content(0)[0] + call.Content(2)[0] - 1) / call.Content(2)[0]]));
        Add("Slice", Slice);
        Add("Gather", call =>
        {
            int axis = call.Axis(call.Int("axis", 0), call[0].Rank);
            return (call[0].Type, [.. call[0].ShapeArray[..axis], .. call[1].ShapeArray, .. call[0].ShapeArray[(axis + 1)..]]);
        });
        Add("GatherElements", call => (call[0].Type, call[1].ShapeArray));
        Add("GatherND", call =>
        {
            int depth = checked((int)call[1].ShapeArray[^1].Example);
            return (call[0].Type, [.. call[1].ShapeArray[..^1], .. call[0].ShapeArray[depth..]]);
        });
        Add("ScatterElements ScatterND", call => (call[0].Type, call[0].ShapeArray));
        Add("Split", call =>
        {
            int axis = call.Axis(call.Int("axis", 0), call[0].Rank);
            Dim[] sizes = call.Content(1);
            if (sizes.Sum(size => size.Example) != call[0].ShapeArray[axis].Example || sizes.Length != call.OutputCount)
                throw call.Error($"into {string.Join(" + ", sizes)} along dimension {axis} does not add up to {call[0].ShapeArray[axis]}");
            return sizes.Select(size => (call[0].Type, Replace(call[0].ShapeArray, axis, size))).ToArray();
        });
        Add("Pad", call =>
        {
            Dim[] pads = call.Content(1);
            int rank = call[0].Rank;
            if (pads.Length != 2 * rank)
                throw call.Error($"needs {2 * rank} paddings, but has {pads.Length}");
            return (call[0].Type, [.. call[0].ShapeArray.Select((size, i) => size + pads[i] + pads[i + rank])]);
        });
        Add("DepthToSpace", call =>
        {
            Dim[] s = call[0].ShapeArray;
            long r = call.Int("blocksize", 1);
            return (call[0].Type, [s[0], s[1] / (r * r), s[2] * r, s[3] * r]);
        });
        Add("SpaceToDepth", call =>
        {
            Dim[] s = call[0].ShapeArray;
            long r = call.Int("blocksize", 1);
            return (call[0].Type, [s[0], s[1] * (r * r), s[2] / r, s[3] / r]);
        });
    }

    static (ElementType, Dim[]) Reshape(OperatorCall call)
    {
        Dim[] input = call[0].ShapeArray;
        Dim[] wanted = [.. call.Content(1)];
        int free = -1;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == 0 && call.Int("allowzero", 0) == 0)
                wanted[i] = i < input.Length ? input[i] : throw call.Error($"copies dimension {i}, which its operand does not have");
            if (wanted[i] == -1)
                free = free < 0 ? i : throw call.Error("leaves two dimensions open");
        }

        if (free >= 0)
            wanted[free] = Quotient(input, [.. wanted.Where((_, i) => i != free)]);
        if (Product(wanted).Example != Product(input).Example)
            throw call.Error($"to {GraphValue.Describe(wanted)} is impossible: {Product(input).Example} elements are not {Product(wanted).Example}");
        return (call[0].Type, wanted);
    }

    /// <summary>What remains of one shape's element count when another's is divided out.</summary>
    internal static Dim Quotient(Dim[] dividend, Dim[] divisor)
    {
        List<Dim> above = [.. dividend];
        List<Dim> below = [];
        foreach (Dim dim in divisor)
        {
            int at = above.IndexOf(dim);
            if (at >= 0)
                above.RemoveAt(at);
            else
                below.Add(dim);
        }

        return Product(below).Example == 0 ? 0 : Product(above) / Product(below);
    }

    static (ElementType, Dim[]) Transpose(OperatorCall call)
    {
        long[] order = call.Ints("perm") ?? [.. Enumerable.Range(0, call[0].Rank).Reverse().Select(i => (long)i)];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, call[0].Rank).Select(i => (long)i)))
            throw call.Error($"by ({string.Join(", ", order)}) does not name each of its {call[0].Rank} dimensions once");
        return (call[0].Type, [.. order.Select(axis => call[0].ShapeArray[axis])]);
    }

    static (ElementType, Dim[]) Concat(OperatorCall call)
    {
        RequireSameType(call, [.. Enumerable.Range(0, call.InputCount)]);
        int axis = call.Axis(call.Int("axis", 0), call[0].Rank);
        Dim[] shape = [.. call[0].ShapeArray];
        for (int i = 1; i < call.InputCount; i++)
        {
            Dim[] other = call[i].ShapeArray;
            if (other.Length != shape.Length || other.Where((size, d) => d != axis && size.Example != shape[d].Example).Any())
                throw call.Error($"along dimension {axis} needs shapes that agree in all others");
            shape[axis] += other[axis];
        }

        return (call[0].Type, shape);
    }

    static (ElementType, Dim[]) Slice(OperatorCall call)
    {
        Dim[] starts = call.Content(1), ends = call.Content(2);
        Dim[] axes = call.Optional(3) is null ? [.. Enumerable.Range(0, starts.Length).Select(i => (Dim)i)] : call.Content(3);
        Dim[] shape = [.. call[0].ShapeArray];
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = call.Axis(axes[i].Example, shape.Length);
            long step = call.Optional(4) is null ? 1 : call.Content(4)[i].Example;
            Dim size = shape[axis];
            Dim Clamp(Dim bound, bool last)
            {
                if (bound.Example < 0)
                    bound = bound.Example == long.MinValue || bound.Example < -size.Example ? (last && step < 0 ? -1 : 0) : size + bound;
                return bound.Example > size.Example ? size : bound;
            }

            Dim start = Clamp(starts[i], false), end = Clamp(ends[i], true);
            if (step < 0)
                shape[axis] = (start.Example >= size.Example ? size - 1 : start) - end;
            else
                shape[axis] = end.Example <= start.Example ? 0 : (end - start + (step - 1)) / step;
            if (step < -1)
                shape[axis] = (shape[axis] + (-step - 1)) / -step;
        }

        return (call[0].Type, shape);
    }

    static Dim[] Replace(Dim[] shape, int axis, Dim size)
    {
        Dim[] copy = [.. shape];
        copy[axis] = size;
        return copy;
    }
}
