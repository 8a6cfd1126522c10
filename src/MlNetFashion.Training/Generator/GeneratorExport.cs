using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Export;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>What is exported of generators.</summary>
static class GeneratorExport
{
    /// <summary>A generator that draws pixels.</summary>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel Generator(this ModelExport export, FashionGenerator generator) =>
        export.Generator(generator, Columns.NoiseDimension, generator.ImageSize, OnnxPrecision.AsModule);

    /// <summary>Any generator.</summary>
    /// <param name="export">Writes it.</param>
    /// <param name="generator">QueryEmbedding and Noise to GeneratedImage.</param>
    /// <param name="noiseDimension">Z.</param>
    /// <param name="imageSize">Side of its pictures.</param>
    /// <param name="precision">The numbers of the file.</param>
    /// <param name="metadata">What the file is to say besides.</param>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel Generator(this ModelExport export, nn.Module<Value, Value, Value> generator, int noiseDimension, int imageSize,
        OnnxPrecision precision, params KeyValuePair<string, string>[] metadata) =>
        export.Write(ModelRole.Generator, generator, [ExampleInputs.Embedding(Columns.QueryEmbedding), ExampleInputs.Noise(noiseDimension)],
            $"N,3,{imageSize},{imageSize}", precision: precision, metadata: metadata);
}
