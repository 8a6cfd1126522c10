using System.Numerics.Tensors;

namespace MlNetFashion.VectorData;

/// <summary>Vectors of length 1, as an index holds them.</summary>
static class UnitVector
{
    // Closer than this to 1 is 1: dividing again would change nothing but the last bits.
    const float Tolerance = 1e-6f;

    /// <exception cref="ArgumentException">The vector has no length, or numbers that are not finite.</exception>
    public static float[] Of(float[] vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length is not (> 0 and < float.PositiveInfinity))
            throw new ArgumentException("The vector has no direction: its numbers are all 0, or not all finite.");
        if (MathF.Abs(length - 1) < Tolerance)
            return vector;
        float[] unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, length, unit);
        return unit;
    }
}
