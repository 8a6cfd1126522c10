namespace MlNetFashion.Retrieval;

/// <summary>One of several query vectors that are searched together (fusion).</summary>
/// <param name="Name">Shown in <see cref="Neighbour.Parts"/>: "text", "composed", "generated".</param>
/// <param name="Vector">D numbers, unit length.</param>
/// <param name="Weight">Its share of the score; finite. Weights that add up to 1 keep scores within −1 to 1.</param>
public sealed record QueryPart(string Name, ReadOnlyMemory<float> Vector, float Weight = 1);
