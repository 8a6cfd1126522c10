using Microsoft.ML.Data;

namespace MlNetFashion.Tests.Transforms;

/// <summary>A table whose columns happen to be called as the models' tensors and the transforms' scratch columns are.</summary>
sealed class OwnColumns
{
    public string Caption { get; set; } = "";

    public string Text { get; set; } = "";

    [VectorType(3)]
    public float[] InputIds { get; set; } = [];

    [VectorType(3)]
    public float[] TextEmbedding { get; set; } = [];

    public string Vocabulary { get; set; } = "";
}
