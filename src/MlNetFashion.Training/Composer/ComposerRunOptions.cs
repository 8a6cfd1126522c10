using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>What a run of a composer writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Which composer.</param>
/// <param name="Training">How it is trained.</param>
public sealed record ComposerRunOptions(ComposerOptions Model, ComposerTrainingOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "composer.dat";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of a composer, or one that has not reached its first checkpoint.</exception>
    public static Module<Value, Value, Value> Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, "fashion train composer");
        Module<Value, Value, Value> model = run.ReadOptions<ComposerRunOptions>().Model.Make();
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
