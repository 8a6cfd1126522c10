using System.Text.Json;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>What is exported of a latent generator.</summary>
static class LatentGeneratorExport
{
    /// <summary>Where the file says its sizes, by which it is imported again: the weights do not tell steps and guidance.</summary>
    public const string SizesEntry = "latentGenerator";

    /// <summary>The generator; its weights become 16-bit numbers, in the module as in the file.</summary>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel Generator(this ModelExport export, FlowGenerator generator)
    {
        using (no_grad())
        {
            foreach (Parameter weight in generator.parameters().Where(weight => weight.dim() > 1))
                weight.copy_(weight.to_type(ScalarType.Float16));
        }

        return export.Generator(generator, generator.Options.NoiseDimension, generator.Options.Autoencoder.ImageSize, OnnxPrecision.Float16Weights,
            new KeyValuePair<string, string>(SizesEntry, JsonSerializer.Serialize(generator.Options, LatentGeneratorJson.Default.LatentGeneratorOptions)));
    }
}
