using MlNetFashion.Onnx;

namespace MlNetFashion.Training.Composer;

/// <summary>What <see cref="ComplexProjection"/> gives, (N, D) each.</summary>
/// <param name="Image">The projected picture, γ(image).</param>
/// <param name="Angle">The projected words, η(text), in radians.</param>
/// <param name="Real">The real part of the picture turned by the angle.</param>
/// <param name="Imaginary">The imaginary part.</param>
sealed record RotatedImage(Value Image, Value Angle, Value Real, Value Imaginary);
