using System.Numerics.Tensors;

namespace MlNetFashion.Models;

/// <summary>The shortest arc between two vectors of unit length (spherical linear interpolation).</summary>
sealed class UnitArc
{
    // Radians. Below, the sine is lost in rounding, and the straight line is the arc.
    const float Smallest = 1e-3f;

    readonly float[] _from, _to;
    readonly float _angle;

    /// <summary>Makes the arc.</summary>
    /// <param name="from">D numbers of unit length.</param>
    /// <param name="to">D numbers of unit length.</param>
    /// <exception cref="ArgumentException">They are opposite.</exception>
    public UnitArc(float[] from, float[] to)
    {
        (_from, _to) = (from, to);
        _angle = MathF.Acos(Math.Clamp(TensorPrimitives.Dot<float>(from, to), -1, 1));
        if (MathF.PI - _angle < Smallest)
            throw new ArgumentException("The two queries mean opposite things (cosine −1), so there is no shortest way from one to the other. "
                + "Go by a third query between them.");
    }

    /// <summary>A vector on the arc, of unit length.</summary>
    /// <param name="part">Of the way, 0 to 1.</param>
    /// <returns>D numbers; at 0 and 1 exactly the two ends.</returns>
    public float[] At(float part)
    {
        (float ofFrom, float ofTo) = part is 0 or 1 || _angle < Smallest
            ? (1 - part, part)
            : (MathF.Sin((1 - part) * _angle) / MathF.Sin(_angle), MathF.Sin(part * _angle) / MathF.Sin(_angle));
        float[] vector = new float[_from.Length];
        TensorPrimitives.Multiply(_from, ofFrom, vector);
        TensorPrimitives.MultiplyAdd(_to, ofTo, vector, vector);
        return vector;
    }
}
