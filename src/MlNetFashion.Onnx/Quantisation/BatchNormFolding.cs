using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>Batch norms become part of the convolutions before them: in evaluation they only scale and shift channels.</summary>
static class BatchNormFolding
{
    public static OnnxModel Apply(OnnxModel model)
    {
        GraphEditor editor = new(model);
        foreach (NodeProto norm in editor.Graph.Node.Where(node => node.OpType == "BatchNormalization").ToArray())
        {
            if (editor.ProducerOf(norm.Input[0]) is not { OpType: "Conv" } conv || editor.ReadersOf(conv.Output[0]).Length != 1
                || editor.IsOutput(conv.Output[0]))
                continue;
            if (editor.Floats(conv.Input[1]) is not { } kernel || editor.Floats(norm.Input[1]) is not { } scale || editor.Floats(norm.Input[2]) is not { } shift
                || editor.Floats(norm.Input[3]) is not { } mean || editor.Floats(norm.Input[4]) is not { } variance)
            {
                continue;
            }

            float epsilon = norm.Attribute.FirstOrDefault(attribute => attribute.Name == "epsilon")?.F ?? 1e-5f;
            long channels = kernel.Shape[0], inner = kernel.Data.Length / channels;
            float[] bias = conv.Input.Count > 2 && editor.Floats(conv.Input[2]) is { } given ? given.Data : new float[channels];
            float[] weights = new float[kernel.Data.Length], shifts = new float[channels];
            for (long c = 0; c < channels; c++)
            {
                float factor = scale.Data[c] / MathF.Sqrt(variance.Data[c] + epsilon);
                for (long i = c * inner; i < (c + 1) * inner; i++)
                    weights[i] = kernel.Data[i] * factor;
                shifts[c] = (bias[c] - mean.Data[c]) * factor + shift.Data[c];
            }

            string name = conv.Input[1];
            conv.Input[1] = editor.Add($"{name}/folded", ElementType.Float, kernel.Shape, weights);
            string biasName = editor.Add($"{name}/folded/bias", ElementType.Float, [channels], shifts);
            if (conv.Input.Count > 2)
                conv.Input[2] = biasName;
            else
                conv.Input.Add(biasName);
            conv.Output[0] = norm.Output[0];
            editor.Graph.Node.Remove(norm);
        }

        return editor.Finish();
    }
}
