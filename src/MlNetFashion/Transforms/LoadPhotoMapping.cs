using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Transforms;

/// <summary>The path of a picture to its pixels as the image encoder wants them; no path to white.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class LoadPhotoMapping : CustomMappingFactory<LoadPhotoMapping.Input, LoadPhotoMapping.Output>
{
    public const string Contract = "MlNetFashion.LoadPhoto.1";

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        output.Image = new float[3 * Columns.ImageSize * Columns.ImageSize];
        if (input.ImagePath.Span.IsWhiteSpace())
            Array.Fill(output.Image, 1f);
        else
            ImagePreprocessing.ToTensor(Load(input.ImagePath.ToString()), output.Image);
    };

    static RgbImage Load(string path)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no picture '{path}' (looked for in '{Environment.CurrentDirectory}'). "
                + "Write its full path, or leave the path empty for no picture.", path);
        try
        {
            return ImagePreprocessing.LoadLetterboxed(File.ReadAllBytes(path));
        }
        catch (ImageRejectedException exception)
        {
            throw new InvalidDataException($"'{path}' cannot be used as a picture. {exception.Message}", exception);
        }
    }

    public sealed class Input
    {
        public ReadOnlyMemory<char> ImagePath { get; set; }
    }

    public sealed class Output
    {
        [VectorType(3, Columns.ImageSize, Columns.ImageSize)]
        public float[] Image { get; set; } = [];
    }
}
