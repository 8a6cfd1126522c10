namespace MlNetFashion.Onnx;

/// <summary>Weights as 8-bit numbers with one factor for each channel.</summary>
/// <param name="Data">Where the real numbers were.</param>
/// <param name="Scales">What a step of 1 means, for each channel.</param>
sealed record Int8Weights(sbyte[] Data, float[] Scales)
{
    /// <summary>Rounds to the nearest of the steps that the largest number of each channel allows.</summary>
    /// <param name="weights">The numbers, row by row.</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="axis">The channels.</param>
    /// <param name="largest">127, or 63 where the processor adds two products in 16 bits.</param>
    public static Int8Weights Of(float[] weights, long[] shape, int axis, int largest)
    {
        long channels = shape[axis], inner = shape[(axis + 1)..].Aggregate(1L, (a, b) => a * b);
        float[] scales = new float[channels];
        for (long i = 0; i < weights.Length; i++)
        {
            ref float scale = ref scales[i / inner % channels];
            scale = Math.Max(scale, Math.Abs(weights[i]));
        }

        for (int c = 0; c < scales.Length; c++)
            scales[c] = scales[c] == 0 ? 1 : scales[c] / largest;
        sbyte[] data = new sbyte[weights.Length];
        for (long i = 0; i < weights.Length; i++)
            data[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scales[i / inner % channels]), -largest, largest);
        return new Int8Weights(data, scales);
    }
}
