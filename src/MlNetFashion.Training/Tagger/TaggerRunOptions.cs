using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.Tagger;

/// <summary>What a run of the tagger writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Vocabulary">SHA-256 of the pieces: ids mean nothing with others.</param>
/// <param name="Training">How it is trained.</param>
public sealed record TaggerRunOptions(BertOptions Model, string Vocabulary, TaggerOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "tagger.dat";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the tagger, or one that has not reached its first checkpoint.</exception>
    public static TextTagger Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, "fashion train tagger");
        var model = new TextTagger(run.ReadOptions<TaggerRunOptions>().Model);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
