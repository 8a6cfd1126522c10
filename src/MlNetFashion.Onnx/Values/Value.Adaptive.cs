using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

public readonly partial struct Value
{
    /// <summary>Means over as many equal parts of space as the result has elements.</summary>
    /// <param name="output_size">Elements of each dimension of space. Unless they are 1, the sizes that they divide must be fixed.</param>
    public Value adaptive_avg_pool(long[] output_size)
    {
        Value self = this;
        return Apply("adaptive_avg_pool", [this],
            () => output_size.Length switch
            {
                1 => torch.nn.functional.adaptive_avg_pool1d(self.Eager, output_size[0]),
                2 => torch.nn.functional.adaptive_avg_pool2d(self.Eager, output_size),
                _ => torch.nn.functional.adaptive_avg_pool3d(self.Eager, output_size),
            },
            (trace, _) =>
            {
                GraphValue x = trace.Graph(self);
                if (output_size.All(size => size == 1))
                    return trace.Builder.Node("GlobalAveragePool", [x]);
                long[] sizes = FixedSpace(trace, x, output_size, "adaptive_avg_pool");
                if (Divides(sizes, output_size))
                    return trace.Builder.Node("AveragePool", [x], WindowOf(sizes, output_size));

                // Uneven parts are a product with a matrix of weights, one dimension after the other.
                for (int i = 0; i < sizes.Length; i++)
                    x = Along(trace, x, i + 2, sizes[i], output_size[i]);
                return x;
            });
    }

    /// <summary>Largest elements over as many equal parts of space as the result has elements.</summary>
    /// <param name="output_size">Elements of each dimension of space. Unless they are 1, the sizes that they divide must be fixed.</param>
    public Value adaptive_max_pool(long[] output_size)
    {
        Value self = this;
        return Apply("adaptive_max_pool", [this],
            () => output_size.Length switch
            {
                1 => torch.nn.functional.adaptive_max_pool1d(self.Eager, output_size[0]),
                2 => torch.nn.functional.adaptive_max_pool2d(self.Eager, output_size),
                _ => throw new NotSupportedException("TorchSharp 0.107 cannot pool three dimensions of space adaptively to the largest elements."),
            },
            (trace, _) =>
            {
                GraphValue x = trace.Graph(self);
                if (output_size.All(size => size == 1))
                    return trace.Builder.Node("GlobalMaxPool", [x]);
                long[] sizes = FixedSpace(trace, x, output_size, "adaptive_max_pool");
                if (Divides(sizes, output_size))
                    return trace.Builder.Node("MaxPool", [x], WindowOf(sizes, output_size));

                for (int i = 0; i < sizes.Length; i++)
                    x = LargestAlong(trace, x, i + 2, sizes[i], output_size[i]);
                return x;
            });
    }

    static long[] FixedSpace(ExportTrace trace, GraphValue x, long[] output, string operation) => x.Shape.Skip(2).Any(dim => dim.IsDynamic)
        ? throw new OnnxExportException(
            $"{trace.Place}: {operation} of {x} to ({string.Join(", ", output)}) needs fixed sizes to divide; ONNX has no operator for it. "
                + "Export these axes as fixed, or pool to 1.")
        : Examples(x.Shape.Skip(2));

    static bool Divides(long[] sizes, long[] output) => sizes.Zip(output, (size, part) => size % part == 0).All(even => even);

    static (string, object)[] WindowOf(long[] sizes, long[] output)
    {
        long[] window = [.. sizes.Zip(output, (size, part) => size / part)];
        return [("kernel_shape", window), ("strides", window)];
    }

    static (long Start, long End) Part(long size, long parts, long i) => (i * size / parts, ((i + 1) * size + parts - 1) / parts);

    static GraphValue Along(ExportTrace trace, GraphValue x, int axis, long size, long parts)
    {
        float[] weights = new float[parts * size];
        for (long i = 0; i < parts; i++)
        {
            (long start, long end) = Part(size, parts, i);
            weights.AsSpan((int)(i * size + start), (int)(end - start)).Fill(1f / (end - start));
        }

        GraphBuilder g = trace.Builder;
        GraphValue matrix = trace.Cast(g.Constant(ElementType.Float, [parts, size], MemoryMarshal.AsBytes(weights.AsSpan()).ToArray()), x.Type);
        string input = "abcde"[..x.Rank];
        return g.Node("Einsum", [matrix, x], ("equation", $"z{input[axis]},{input}->{input.Replace(input[axis], 'z')}"));
    }

    static GraphValue LargestAlong(ExportTrace trace, GraphValue x, int axis, long size, long parts)
    {
        GraphBuilder g = trace.Builder;
        List<GraphValue> results = [];
        for (long i = 0; i < parts; i++)
        {
            (long start, long end) = Part(size, parts, i);
            results.Add(trace.Reduce("ReduceMax", g.Node("Slice", [x, g.Constant(start), g.Constant(end), g.Constant(axis)]), [axis], keep: true));
        }

        return g.Node("Concat", [.. results], ("axis", axis));
    }
}
