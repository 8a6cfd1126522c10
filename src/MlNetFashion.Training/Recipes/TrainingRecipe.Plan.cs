using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Recipes;

/// <summary>A recipe as far as starting a run is concerned.</summary>
/// <typeparam name="TPlan">What may be chosen.</typeparam>
public abstract class TrainingRecipe<TPlan> : TrainingRecipe
    where TPlan : RunPlan
{
    private protected TrainingRecipe(string name, string description) : base(name, description)
    {
    }

    /// <summary>Trains a model, or goes on with it. Nothing is written before the plan is known to be sound.</summary>
    /// <param name="plan">What was chosen.</param>
    /// <param name="folder">Where checkpoints, metrics and samples go; made where there is none.</param>
    /// <param name="progress">Receives a report now and then.</param>
    /// <param name="cancellation">Stops after the step under way, with a checkpoint.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">A choice is out of its range, or the folder holds a run that is not to be gone on with.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no folder of data, or no run that this one is to begin with.</exception>
    /// <exception cref="InvalidDataException">A folder holds a run of another recipe.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no such device here.</exception>
    /// <exception cref="TrainingDivergedException">A loss is infinite or no number; the last checkpoint is still good.</exception>
    public abstract RunFolder Train(TPlan plan, string folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);
}
