using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>A folder of ONNX models back to runs that training starts from: what <see cref="ModelExport"/> wrote, without the run that it came of.</summary>
/// <remarks>Files hold what a search needs. What training alone needs is not in them and begins anew:
/// attribute heads, temperature, optimisers, the generator's discriminator and posterior.</remarks>
/// <param name="folder">The folder of models.</param>
sealed class ModelImport(string folder)
{
    // A count that only a momentum of "none" would read.
    const string Dispensable = ".num_batches_tracked";

    readonly ModelManifest _manifest = ModelManifest.Read(folder);

    /// <summary>The path of a role's file.</summary>
    /// <exception cref="InvalidDataException">The folder has none.</exception>
    public string PathOf(ModelRole role) => Path.Combine(folder, Find(role).File);

    /// <summary>Gives a module the weights of a role's file.</summary>
    /// <param name="module">Takes them.</param>
    /// <param name="role">Of the file.</param>
    /// <param name="leftOut">Weights that its result does not depend on, so that no file has them; they stay as they are.</param>
    /// <returns>What models.json says of the file.</returns>
    /// <exception cref="InvalidDataException">It is of other sizes, or lacks weights (one of 8-bit numbers does).</exception>
    public ModelFile Fill(nn.Module module, ModelRole role, IReadOnlyList<string>? leftOut = null)
    {
        ModelFile file = Find(role);
        string path = Path.Combine(folder, file.File);
        string[] missing = [.. OnnxWeights.Load(module, OnnxModel.Load(path))
            .Where(name => !name.EndsWith(Dispensable, StringComparison.Ordinal) && leftOut?.Contains(name) != true)];
        if (missing.Length > 0)
            throw new InvalidDataException($"'{path}' lacks {missing.Length:N0} of the weights, {missing[0]} the first. "
                + "Take a file in 32-bit numbers that fashion export wrote.");
        return file;
    }

    /// <summary>Says of a run what is known of the one that a file came of.</summary>
    public static void Describe(RunFolder run, ModelFile file)
    {
        RunProvenance.Write(run, new RunProvenance(file.Command, file.Data));
        run.AddLearned(file.Learned ?? []);
    }

    ModelFile Find(ModelRole role) =>
        _manifest.Find(role)
            ?? throw new InvalidDataException($"'{folder}' has no {ModelContract.Of(role).File}. Name a folder that has one, such as onnx of the repository.");
}
