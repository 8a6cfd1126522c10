namespace MlNetFashion.Training.Engine;

/// <summary>A run that one AdamW does the learning of (Loshchilov and Hutter, 2017).</summary>
abstract record AdamWOptions : TrainingOptions
{
    /// <summary>The highest learning rate; warm-up is linear, the way down a cosine.</summary>
    public double LearningRate { get; init; }

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>The decay of weight matrices; norms and biases are left alone.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(0, double.PositiveInfinity, (nameof(LearningRate), LearningRate), (nameof(WarmUpSteps), WarmUpSteps), (nameof(WeightDecay), WeightDecay),
            (nameof(ClipNorm), ClipNorm));
    }
}
