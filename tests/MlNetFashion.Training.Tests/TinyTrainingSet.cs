using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests;

/// <summary>Forty families of drawn garments, drawn once.</summary>
static class TinyTrainingSet
{
    static readonly Lazy<TrainingSet> s_drawings = new(() => EmbeddingRun.Load(data: null, families: 40));

    public static TrainingSet Drawings => s_drawings.Value;
}
