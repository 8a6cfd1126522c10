using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Transforms;

/// <summary>A query embedding to its neighbours in an index, whose place stands in a constant column.</summary>
[CustomMappingFactoryAttribute(Contract)]
sealed class RetrieveMapping : CustomMappingFactory<RetrieveMapping.Input, RetrieveMapping.Output>
{
    public const string Contract = "MlNetFashion.Retrieve.1";
    public const string IndexColumn = nameof(Input.IndexReference);

    readonly CarriedState<ReferencedIndex> _indexes = new(ReferencedIndex.Open);

    public override Action<Input, Output> GetMapping() => (input, output) =>
    {
        ReferencedIndex index = _indexes.Get(input.IndexReference);
        Neighbour[] found = index.Search(input.QueryEmbedding);
        output.NeighbourIds = [.. found.Select(each => each.Id)];
        output.NeighbourScores = [.. found.Select(each => each.Score)];
    };

    public sealed class Input
    {
        public float[] QueryEmbedding { get; set; } = [];

        public ReadOnlyMemory<char> IndexReference { get; set; }
    }

    public sealed class Output
    {
        [VectorType]
        public string[] NeighbourIds { get; set; } = [];

        [VectorType]
        public float[] NeighbourScores { get; set; } = [];
    }
}
