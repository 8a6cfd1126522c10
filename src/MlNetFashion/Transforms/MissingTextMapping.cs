using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetFashion.Transforms;

/// <summary>The embedding of a text without words becomes the zero vector, which means "no text" to the composer.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class MissingTextMapping : CustomMappingFactory<MissingTextMapping.Input, MissingTextMapping.Output>
{
    public const string Contract = "MlNetFashion.MissingText.1";

    // [CLS] and [SEP] are always there.
    const int SpecialTokens = 2;

    public override Action<Input, Output> GetMapping() => (input, output) =>
        output.TextEmbedding = input.AttentionMask.Sum() <= SpecialTokens ? new float[Columns.EmbeddingDimension] : input.TextEmbedding;

    public sealed class Input
    {
        public long[] AttentionMask { get; set; } = [];

        public float[] TextEmbedding { get; set; } = [];
    }

    public sealed class Output
    {
        [VectorType(Columns.EmbeddingDimension)]
        public float[] TextEmbedding { get; set; } = [];
    }
}
