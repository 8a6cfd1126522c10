using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>Reads kind, colour and gender out of a picture's embedding: ImageEmbedding (N, D), unit length, to AttributeScores (N, K).</summary>
/// <remarks>K are the values of the three, one after the other; those of each are probabilities, which sum to 1.</remarks>
sealed class AttributeReader : Module<Value, Value>
{
    /// <summary>How embeddings are multiplied before <see cref="Proxies"/>:
    /// they are of unit length, and classifiers learn faster from numbers of about 1.</summary>
    public const float Scale = 12;

    readonly ModuleList<Linear> proxies;

    /// <summary>Makes a reader that knows nothing: each value is as likely as another.</summary>
    /// <param name="counts">Values of each attribute.</param>
    /// <param name="dimension">D.</param>
    public AttributeReader(IEnumerable<int> counts, int dimension) : base(nameof(AttributeReader))
    {
        proxies = Classifiers(counts, dimension);
        RegisterComponents();
    }

    /// <summary>One linear classifier each of kind, colour and gender, on embeddings of the shared space, whether a picture's or a composed query's.</summary>
    public ModuleList<Linear> Proxies => proxies;

    /// <inheritdoc/>
    public override Value forward(Value image_embedding)
    {
        Value scaled = image_embedding * Scale;
        return Value.cat([.. proxies.Select(each => each.call(scaled).softmax(-1))], 1);
    }

    // Zeros: an encoder that has learned already is not pulled about by classifiers that have not.
    internal static ModuleList<Linear> Classifiers(IEnumerable<int> counts, long features)
    {
        var list = new ModuleList<Linear>([.. counts.Select(count => Linear(features, Math.Max(1, count)))]);
        foreach (Linear classifier in list)
        {
            init.zeros_(classifier.weight);
            init.zeros_(classifier.bias);
        }

        return list;
    }
}
