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
        output.ImageEmbedding = input.Image.AsSpan().ContainsAnyExcept(White) ? input.ImageEmbedding : new float[Columns.EmbeddingDimension];

    public sealed class Input
    {
        public float[] Image { get; set; } = [];

        public float[] ImageEmbedding { get; set; } = [];
    }

    public sealed class Output
    {
        [VectorType(Columns.EmbeddingDimension)]
        public float[] ImageEmbedding { get; set; } = [];
    }
}
