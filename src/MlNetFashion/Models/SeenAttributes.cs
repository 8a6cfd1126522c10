namespace MlNetFashion.Models;

/// <summary>The likeliest values among an attribute reader's scores.</summary>
static class SeenAttributes
{
    /// <summary>One finding for each attribute.</summary>
    /// <param name="scores">Of one picture.</param>
    /// <param name="attributes">What they are of.</param>
    public static SeenAttribute[] Of(ReadOnlySpan<float> scores, IReadOnlyList<ModelAttribute> attributes)
    {
        var seen = new SeenAttribute[attributes.Count];
        int next = 0;
        for (int i = 0; i < seen.Length; i++)
        {
            ModelAttribute attribute = attributes[i];
            ReadOnlySpan<float> own = scores.Slice(next, attribute.Values.Count);
            int best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(own);
            seen[i] = new SeenAttribute(attribute.Kind, attribute.Values[best], own[best]);
            next += own.Length;
        }

        return seen;
    }
}
