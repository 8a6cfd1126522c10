namespace MlNetFashion.Evaluation;

/// <summary>Measures Fréchet distances from one set of real pictures; what it measures always carries its floor.</summary>
sealed class FrechetEvaluator
{
    readonly FeatureNetwork _network;
    readonly Gaussian _references;
    readonly int _referenceCount;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="network">What all features are computed with.</param>
    /// <param name="references">Real pictures, of those that the generator learns from.</param>
    /// <param name="unseen">Real pictures that it does not learn from; as many as will be generated, for few pictures make the distance larger.</param>
    /// <exception cref="ArgumentException">The two have features of different lengths.</exception>
    /// <exception cref="InvalidOperationException">One has fewer than two rows.</exception>
    public FrechetEvaluator(FeatureNetwork network, GaussianAccumulator references, GaussianAccumulator unseen)
    {
        _network = network;
        _references = references.ToGaussian();
        _referenceCount = references.Count;
        Floor = Figure(unseen);
    }

    /// <summary>Unseen real pictures against the real ones.</summary>
    public FrechetFigure Floor { get; }

    /// <summary>Measures generated pictures.</summary>
    /// <exception cref="ArgumentException">Their features have another length.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public FrechetReport Measure(GaussianAccumulator generated) => new(_network, _references.Dimensions, Figure(generated), Floor);

    FrechetFigure Figure(GaussianAccumulator pictures) =>
        new(FrechetDistance.Between(pictures.ToGaussian(), _references), pictures.Count, _referenceCount);
}
