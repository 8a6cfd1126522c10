namespace MlNetFashion.Training.Embedding;

/// <summary>What brings pictures of one label together and keeps others apart; see <see cref="EmbeddingLosses"/>.</summary>
public enum MetricLoss
{
    /// <summary>Each anchor with its farthest positive and nearest negative.</summary>
    BatchHardTriplet,

    /// <summary>Each pair of one label with its nearest negative that is still farther than the positive.</summary>
    SemiHardTriplet,

    /// <summary>All pairs that are not easy, weighted by how hard they are beside their like.</summary>
    MultiSimilarity,

    /// <summary>Each anchor picks its positives out of the batch (softmax).</summary>
    InfoNce,

    /// <summary>Each anchor picks its label out of all labels, each of which has a learned vector (normalised softmax). For a fixed set of labels.</summary>
    Proxies,
}
