namespace MlNetFashion.Evaluation;

/// <summary>What a <see cref="TrainingCheck"/> compared.</summary>
public enum TrainingBasis
{
    /// <summary>Nothing: nobody wrote down what the models learned from.</summary>
    None,

    /// <summary>The names of the data and the index's own account of its items.</summary>
    Names,

    /// <summary>The models' fingerprints of what they learned from, item by item.</summary>
    Fingerprint,

    /// <summary>The seeds of drawings.</summary>
    Seed,
}
