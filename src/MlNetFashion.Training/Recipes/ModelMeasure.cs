namespace MlNetFashion.Training.Recipes;

/// <summary>How models of a recipe are measured.</summary>
public abstract class ModelMeasure
{
    private protected ModelMeasure()
    {
    }

    /// <summary>What is measured, for people, in the plural.</summary>
    public abstract string What { get; }

    /// <summary>The options of <c>fashion measure</c> that it takes.</summary>
    public abstract IReadOnlyList<string> Options { get; }

    /// <summary>Measures a model.</summary>
    /// <param name="plan">Which, and with what.</param>
    /// <param name="progress">Receives what is being done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>What was found, as soon as it is found; once for each catalogue.</returns>
    /// <exception cref="ArgumentException">Something that is needed was not named, or does not fit.</exception>
    /// <exception cref="FileNotFoundException">A file or data set is missing.</exception>
    public abstract IEnumerable<Measurement> Measure(MeasurePlan plan, Action<string>? progress = null, CancellationToken cancellation = default);
}
