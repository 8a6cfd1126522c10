using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Pretraining;

/// <summary>All options of a run of pretraining.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Vocabulary">SHA-256 of the pieces: ids mean nothing with others.</param>
/// <param name="Training">How it is trained.</param>
sealed record PretrainingRunOptions(BertOptions Model, string Vocabulary, PretrainingOptions Training)
{
    internal static RunCheckpoint<PretrainingRunOptions, MaskedLanguageModel> Checkpoint { get; } =
        new("pretrained.dat", PretrainingJson.Default, options => new MaskedLanguageModel(options.Model), RecipeNames.Pretraining);
}
