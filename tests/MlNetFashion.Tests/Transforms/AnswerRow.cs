namespace MlNetFashion.Tests.Transforms;

/// <summary>What a whole chain gives.</summary>
sealed class AnswerRow
{
    public float[] TextEmbedding { get; set; } = [];

    public float[] ImageEmbedding { get; set; } = [];

    public float[] QueryEmbedding { get; set; } = [];

    public float[] GeneratedImage { get; set; } = [];

    public float[] GeneratedEmbedding { get; set; } = [];

    public string[] NeighbourIds { get; set; } = [];

    public float[] NeighbourScores { get; set; } = [];
}
