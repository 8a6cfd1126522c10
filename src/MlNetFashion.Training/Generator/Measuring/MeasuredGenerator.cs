using System.Security.Cryptography;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>A generator to be measured, with the encoders that make its queries.</summary>
/// <param name="encoders">The pipeline of the encoders.</param>
/// <param name="models">Has the generator.</param>
/// <param name="folder">A folder of its own, to be deleted; or null.</param>
sealed class MeasuredGenerator(FashionPipeline encoders, FashionModels models, string? folder) : IDisposable
{
    /// <summary>Makes queries.</summary>
    public FashionPipeline Encoders => encoders;

    /// <summary>Has the generator.</summary>
    public FashionModels Models => models;

    /// <summary>Opens a generator; a run is measured as it would be exported.</summary>
    /// <param name="model">A run, a folder of models, a file, or null for the models that come with the program.</param>
    /// <param name="encoders">The folder of the encoders, or null for the model's own or those that come with the program.</param>
    /// <param name="recipe">Makes such runs.</param>
    /// <param name="running">How they run; null for the default.</param>
    public static MeasuredGenerator Open(string? model, string? encoders, TrainingRecipe recipe, OnnxScorerOptions? running = null)
    {
        if (model is null || Presence.OfFile(Path.Combine(model, ModelManifest.FileName)))
        {
            FashionPipeline own = FashionPipeline.Load(model, running);
            return new MeasuredGenerator(encoders is null ? own : FashionPipeline.Load(encoders, running), own.Models, null);
        }

        string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
        try
        {
            if (Presence.OfFolder(model))
                recipe.Export(RunFolder.Open(model), folder);
            else
                Describe(model, folder);
            return new MeasuredGenerator(FashionPipeline.Load(encoders, running), FashionModels.Load(folder, running), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        models.Dispose();
        encoders.Dispose();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    static string Rows(TensorDescription tensor) => string.Join(',', tensor.Shape.Skip(1).Prepend("N"));

    // A file alone becomes a folder of models with nothing else in it.
    static void Describe(string file, string folder)
    {
        ModelContract contract = ModelContract.Of(ModelRole.Generator);
        string copy = Path.Combine(folder, contract.File);
        File.Copy(file, copy);
        OnnxModel made = OnnxModel.Load(copy);
        new ModelManifest([new ModelFile
        {
            Role = ModelRole.Generator,
            File = contract.File,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(copy))),
            Inputs = [.. made.Inputs.Select(input => contract.Output with { Name = input.Name, Shape = Rows(input) })],
            Outputs = [.. made.Outputs.Select(output => contract.Output with { Name = output.Name, Shape = Rows(output) })],
            Command = "",
            Seed = 0,
        }]).Write(folder);
    }
}
