using MlNetFashion.Models;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Embedding;

/// <summary>Encoders of ONNX models as a run that training starts from.</summary>
static class EncoderImport
{
    /// <summary>Makes a run of the three encoders, at step 0.</summary>
    /// <param name="import">Has the models.</param>
    /// <param name="model">Their sizes.</param>
    /// <param name="run">Takes it; what it holds already is replaced.</param>
    /// <inheritdoc cref="ModelImport.Fill" path="/exception"/>
    public static void Encoders(this ModelImport import, EmbeddingModelOptions model, RunFolder run)
    {
        using var encoders = new EmbeddingModel(model, []);
        ModelFile words = import.Fill(encoders.Text, ModelRole.TextEncoder);
        import.Fill(encoders.Image, ModelRole.ImageEncoder);
        import.Fill(encoders.Composer, ModelRole.QueryComposer);
        ModelImport.Describe(run, words);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run, new(model, [], new EmbeddingTrainingOptions { Seed = (int)words.Seed }));
        run.SaveCheckpoint(0, files => encoders.save(Path.Combine(files, EmbeddingRunOptions.Checkpoint.WeightsFile)));
    }
}
