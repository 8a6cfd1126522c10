using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests;

/// <summary>Forty families of drawn garments, drawn once.</summary>
static class TinyTrainingSet
{
    static readonly Lazy<TrainingSet> s_drawings = new(() => TrainingSet.LoadLearned(data: null, families: 40));

    static readonly Lazy<TrainingSet> s_small = new(() => TrainingSet.LoadLearned(data: null, families: 40, 64)),
        s_large = new(() => TrainingSet.LoadLearned(data: null, families: 40, 128));

    public static TrainingSet Drawings => s_drawings.Value;

    /// <summary>The same as a generator of pixels draws, 64x64.</summary>
    public static TrainingSet Small => s_small.Value;

    /// <summary>The same at twice that side.</summary>
    public static TrainingSet Large => s_large.Value;

    /// <summary>The setting that makes a tiny generator one of <see cref="Large"/>.</summary>
    public const string LargeWidths = "Generator.Widths=[8,8,8,8,4,4]";
}
