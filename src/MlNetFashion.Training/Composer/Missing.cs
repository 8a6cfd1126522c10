using MlNetFashion.Onnx;

namespace MlNetFashion.Training.Composer;

/// <summary>A zero vector says "none"; all other embeddings have unit length.</summary>
static class Missing
{
    /// <summary>One embedding, and where it is missing the other, (N, D).</summary>
    public static Value Or(this Value embedding, Value other) => embedding + other * (1.0 - (embedding * embedding).sum(1, keepdim: true).clamp(max: 1));
}
