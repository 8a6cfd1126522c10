using Microsoft.ML.Data;

namespace MlNetFashion.Tests.BatchScoring;

/// <summary>A row of measurements, with columns that a model does not read.</summary>
sealed class Reading
{
    public int Number { get; set; }

    public string Station { get; set; } = "";

    [VectorType(Width)]
    public float[] Values { get; set; } = [];

    public float Offset { get; set; }

    public const int Width = 5;
}
