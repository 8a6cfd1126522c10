using Microsoft.ML;
using MlNetFashion.BatchScoring;
using MlNetFashion.Models;

namespace MlNetFashion.Transforms;

/// <summary>A shipped model as a step of a chain, scored in batches. Saving the chain saves the model's bytes with it.</summary>
static class OnnxSteps
{
    // What is padded need not be multiplied: most texts are shorter than a quarter of what may come.
    static readonly BatchScoringOptions s_options = new() { PaddingMask = Columns.AttentionMask };

    public static IEstimator<ITransformer> Apply(TransformsCatalog catalog, FashionModels models, ModelRole role)
    {
        ModelFile model = models.Describe(role);
        // The step reads the file by itself: see first that it is the right one.
        models.ReadBytes(role);
        string path = Path.Combine(models.Folder, model.File);
        // ML.NET allows one free length: all are fixed for it. It scores single rows alone, for which the processor is the faster place.
        Dictionary<string, int[]> shapes = model.Inputs.Concat(model.Outputs).ToDictionary(tensor => tensor.Name, FixedShape);
        IEstimator<ITransformer> step = catalog.ApplyOnnxModel(
            [model.Outputs[0].Name], [.. model.Inputs.Select(input => input.Name)], path, shapes, gpuDeviceId: null, fallbackToCpu: false);
        return new BatchedEstimator(step, s_options with { CudaDevice = models.Options.CudaDevice() }, () => models.ReadBytes(role));
    }

    static int[] FixedShape(ModelTensor tensor) =>
        [.. tensor.Shape.Split(',').Select(length => length switch { "N" => 1, "T" => Columns.MaxTokens, _ => int.Parse(length) })];
}
