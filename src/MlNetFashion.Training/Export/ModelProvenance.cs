using MlNetFashion.Models;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Export;

/// <summary>Where a model comes from; written into its file and into models.json.</summary>
/// <param name="Command">The command that trains it again.</param>
/// <param name="Data">What it learned from.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Step">The step it was taken at.</param>
/// <param name="Metrics">The last validation's scores by name.</param>
sealed record ModelProvenance(string Command, string Data, int Seed, int Step, IReadOnlyDictionary<string, double> Metrics)
{
    /// <value>Fingerprints of what it learned from; null where the run wrote down none.</value>
    public IReadOnlyList<LearnedItems>? Learned { get; init; }

    /// <summary>Where the models of a run come from.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seed">Its seed.</param>
    internal static ModelProvenance Of(RunFolder run, int seed)
    {
        RunProvenance made = RunProvenance.Read(run);
        return new ModelProvenance(made.Command, made.Data, seed, run.CheckpointStep, run.LastMetrics()) { Learned = run.ReadLearned() };
    }
}
