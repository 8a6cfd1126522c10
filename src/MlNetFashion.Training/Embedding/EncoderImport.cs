using System.Globalization;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Embedding;

/// <summary>Encoders of ONNX models as a run that training starts from.</summary>
static class EncoderImport
{
    /// <summary>Makes a run of the three encoders, at step 0.</summary>
    /// <param name="import">Has the models.</param>
    /// <param name="model">Their sizes; the image encoder's, and what embeddings tell, are those of its file.</param>
    /// <param name="run">Takes it; what it holds already is replaced.</param>
    /// <inheritdoc cref="ModelImport.Fill" path="/exception"/>
    public static void Encoders(this ModelImport import, EmbeddingModelOptions model, RunFolder run)
    {
        FactEmbeddingOptions? told = import.ImageEncoderSizes().Facts;
        model = model with
        {
            Text = model.Text with { Facts = told },
            Image = import.ImageEncoderSizes(),
            Composer = model.Composer with { Facts = told },
        };
        using var encoders = new EmbeddingModel(model, []);
        ModelFile words = import.Fill(encoders.Text, ModelRole.TextEncoder);
        import.Fill(encoders.Image, ModelRole.ImageEncoder);
        import.Fill(encoders.Composer, ModelRole.QueryComposer);
        ModelImport.Describe(run, words);
        EmbeddingRunOptions.Checkpoint.WriteOptions(run, new(model, [], new EmbeddingTrainingOptions { Seed = (int)words.Seed }));
        run.SaveCheckpoint(0, files => encoders.save(Path.Combine(files, EmbeddingRunOptions.Checkpoint.WeightsFile)));
    }

    /// <summary>The image encoder, with its weights.</summary>
    /// <inheritdoc cref="ModelImport.Fill" path="/exception"/>
    public static ImageEncoder ImageEncoder(this ModelImport import)
    {
        var encoder = new ImageEncoder(import.ImageEncoderSizes());
        import.Fill(encoder, ModelRole.ImageEncoder);
        return encoder;
    }

    /// <summary>The sizes of the image encoder, as its file tells them.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static ImageEncoderOptions ImageEncoderSizes(this ModelImport import)
    {
        string path = import.PathOf(ModelRole.ImageEncoder);
        var model = OnnxModel.Load(path);
        return model.Inputs is [{ Shape: [_, _, _, var side] }] && int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
            && Embedding.ImageEncoder.SizesOf(model.Initializers.ToDictionary(weights => weights.Name, weights => weights.Shape), size) is { } sizes
            ? sizes
            : throw new InvalidDataException($"'{path}' lacks weights by which the sizes of an image encoder are known. "
                + "Take a file in 32-bit numbers that fashion export wrote.");
    }
}
