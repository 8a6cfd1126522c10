using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.Pretraining;

/// <summary>What a run of pretraining writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Vocabulary">SHA-256 of the pieces: ids mean nothing with others.</param>
/// <param name="Training">How it is trained.</param>
public sealed record PretrainingRunOptions(BertOptions Model, string Vocabulary, PretrainingOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "pretrained.dat";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of pretraining, or one that has not reached its first checkpoint.</exception>
    public static MaskedLanguageModel Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, "fashion train pretraining");
        var model = new MaskedLanguageModel(run.ReadOptions<PretrainingRunOptions>().Model);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
