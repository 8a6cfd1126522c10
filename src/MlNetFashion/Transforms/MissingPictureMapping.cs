using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetFashion.Transforms;

/// <summary>The embedding of a white picture becomes the zero vector, which means "no picture" to the composer.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class MissingPictureMapping : CustomMappingFactory<MissingPictureMapping.Input, MissingPictureMapping.Output>
{
    public const string Contract = "MlNetFashion.MissingPicture.1";

    const float White = 1;

    public override Action<Input, Output> GetMapping() => (input, output) =>
        output.ImageEmbedding = IsWhite(input.Image) ? new float[Columns.EmbeddingDimension] : input.ImageEmbedding;

    static bool IsWhite(in VBuffer<float> image) => image.IsDense && !image.GetValues().ContainsAnyExcept(White);

    public sealed class Input
    {
        // As it is: a picture is 48 KB, and an array of it would be another copy.
        public VBuffer<float> Image { get; set; }

        public float[] ImageEmbedding { get; set; } = [];
    }

    public sealed class Output
    {
        [VectorType(Columns.EmbeddingDimension)]
        public float[] ImageEmbedding { get; set; } = [];
    }
}
