using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Recipes;

/// <summary>A kind of run: all that is known of how one model is made. <see cref="TrainingRecipes"/> has them all.</summary>
public abstract class TrainingRecipe
{
    private protected TrainingRecipe(string name, string description) => (Name, Description) = (name, description);

    /// <summary>What is typed after <c>fashion train</c>, and what the folder of a run says.</summary>
    public string Name { get; }

    /// <summary>What is trained, in a sentence.</summary>
    public string Description { get; }

    /// <summary>The sizes that it has.</summary>
    public virtual IReadOnlyList<RunPreset> Presets { get; } = [RunPreset.Default, RunPreset.Tiny];

    /// <summary>How such models are measured; null where a run's own validation says all.</summary>
    public virtual ModelMeasure? Measure => null;

    /// <summary>A sentence that says what can be done with a finished run.</summary>
    /// <param name="run">The run's folder.</param>
    public virtual string NextStep(string run) => $"Make ONNX models of it with: fashion export {run} --out my-models";

    /// <summary>Writes the models of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder of models; those of other roles stay in it.</param>
    /// <returns>Each file with how well it agrees with its module.</returns>
    /// <exception cref="InvalidDataException">The run is of another recipe.</exception>
    /// <exception cref="FileNotFoundException">It has not reached its first checkpoint.</exception>
    /// <exception cref="NotSupportedException">Such a model is not exported.</exception>
    /// <exception cref="Onnx.OnnxExportException">A file differs from its module by more than 1e-4; nothing is written in its place.</exception>
    public IReadOnlyList<ExportedModel> Export(RunFolder run, string folder) => ModelSetDraft.Change(folder, set => Export(run, set));

    /// <summary>Adds the models of a run's last checkpoint to a set, with which they are put in place.</summary>
    /// <inheritdoc cref="Export(RunFolder, string)" path="/returns|/exception"/>
    internal abstract IReadOnlyList<ExportedModel> Export(RunFolder run, ModelSetDraft set);
}
