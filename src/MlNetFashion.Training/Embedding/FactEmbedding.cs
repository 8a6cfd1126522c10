using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>Tells what a look is known to be within the embedding: Look (N, L), unit length, to an embedding (N, D), unit length.
/// The last step of all three encoders.</summary>
/// <remarks>The last F numbers are the probabilities of kind, colour and gender, folded so that the dot product of two is nearly that
/// of the probabilities. The first are the look, as long as the facts leave it. So a query that asks for facts finds first what surely
/// has them, while a picture of which little is sure is found by its look.</remarks>
sealed class FactEmbedding : Module<Value, Value>
{
    // What the facts leave is never nothing: the root's slope would be infinite there.
    const double LeastLook = 1e-4;

    readonly ModuleList<Linear> readers;
    readonly Linear look;
    readonly Linear told;
    readonly Linear share;

    /// <summary>Makes one that knows nothing.</summary>
    /// <param name="options">Sizes.</param>
    /// <param name="dimension">D, above <see cref="FactEmbeddingOptions.FactDimension"/>.</param>
    public FactEmbedding(FactEmbeddingOptions options, int dimension) : base(nameof(FactEmbedding))
    {
        readers = AttributeReader.Classifiers(options.Counts, options.LookDimension);
        look = Linear(options.LookDimension, dimension - options.FactDimension, hasBias: false);
        told = Linear(options.Counts.Sum(), options.FactDimension, hasBias: false);
        share = Linear(options.LookDimension, 1);
        init.zeros_(share.weight);
        RegisterComponents();
    }

    /// <summary>One linear classifier each of kind, colour and gender, on looks times <see cref="AttributeReader.Scale"/>.</summary>
    public ModuleList<Linear> Readers => readers;

    /// <summary>L to D − F.</summary>
    public Linear Look => look;

    /// <summary>Probabilities of all values, one fact after the other, to F; no longer than 1 for any.</summary>
    public Linear Told => told;

    /// <summary>Its sizes, as the shapes of its weights tell them by their names; null where there are none.</summary>
    /// <param name="shapes">Of the weights.</param>
    /// <param name="prefix">What their names begin with.</param>
    internal static FactEmbeddingOptions? SizesOf(IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string prefix)
    {
        var counts = new List<int>();
        while (shapes.GetValueOrDefault($"{prefix}{nameof(readers)}.{counts.Count}.weight") is [> 0 and var values, _])
            counts.Add(checked((int)values));
        return shapes.GetValueOrDefault($"{prefix}{nameof(look)}.weight") is [> 0, var looks] && shapes.GetValueOrDefault($"{prefix}{nameof(told)}.weight") is [var numbers, _]
            ? new FactEmbeddingOptions { Counts = counts, LookDimension = checked((int)looks), FactDimension = checked((int)numbers) } : null;
    }

    /// <summary>How much is told, before the sigmoid: of a picture always as much, of a query as its words want it.</summary>
    public Linear Share => share;

    /// <inheritdoc/>
    public override Value forward(Value seen)
    {
        Value scaled = seen * AttributeReader.Scale;
        Value facts = told.call(Value.cat([.. readers.Select(each => each.call(scaled).softmax(-1))], 1))    // (N, F)
            * share.call(scaled).sigmoid();
        Value left = ((facts * facts).sum(1, keepdim: true) * -1 + 1).clamp(min: LeastLook).sqrt();          // (N, 1)
        return Value.cat([look.call(seen).normalize(dim: 1) * left, facts], 1).normalize(dim: 1);
    }
}
