using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetFashion.Images;

namespace MlNetFashion.Transforms;

/// <summary>A large generated picture to one of the size that the image encoder reads.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class ResizePictureMapping : CustomMappingFactory<ResizePictureMapping.Input, ResizePictureMapping.Output>
{
    public const string Contract = "MlNetFashion.ResizePicture.1";

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        output.GeneratedImage = new float[3 * Columns.ImageSize * Columns.ImageSize];
        ImagePreprocessing.Resize(input.GeneratedImage, output.GeneratedImage);
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
