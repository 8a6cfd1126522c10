using MlNetFashion.Training;

namespace MlNetFashion.Tool.Commands;

/// <summary>The run of encoders that is built upon where none is named.</summary>
static class EncodersRun
{
    /// <summary>Where <c>fashion train embedding</c> leaves it.</summary>
    public static string Usual { get; } = Path.Combine("runs", TrainingRecipes.Embedding.Name);
}
