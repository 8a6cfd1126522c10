using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetFashion.Images;

namespace MlNetFashion.Transforms;

/// <summary>A large generated picture to one of the size that the image encoder reads.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class ShrinkPictureMapping : CustomMappingFactory<ShrinkPictureMapping.Input, ShrinkPictureMapping.Output>
{
    public const string Contract = "MlNetFashion.ShrinkPicture.1";

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        output.GeneratedImage = new float[3 * Columns.ImageSize * Columns.ImageSize];
        ImagePreprocessing.Shrink(input.GeneratedImage, output.GeneratedImage);
    };

    public sealed class Input
    {
        public float[] GeneratedImage { get; set; } = [];
    }

    public sealed class Output
    {
        [VectorType(3, Columns.ImageSize, Columns.ImageSize)]
        public float[] GeneratedImage { get; set; } = [];
    }
}
