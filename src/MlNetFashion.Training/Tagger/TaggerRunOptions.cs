using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tagger;

/// <summary>All options of a run of the tagger.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Vocabulary">SHA-256 of the pieces: ids mean nothing with others.</param>
/// <param name="Training">How it is trained.</param>
sealed record TaggerRunOptions(BertOptions Model, string Vocabulary, TaggerOptions Training)
{
    internal static RunCheckpoint<TaggerRunOptions, TextTagger> Checkpoint { get; } =
        new("tagger.dat", TaggerJson.Default, options => new TextTagger(options.Model), RecipeNames.Tagger);
}
