using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>The step under way: its random numbers, and what is told of it.</summary>
sealed class TrainingStep
{
    readonly ProgressMeter _meter;

    internal TrainingStep(int number, int seed, ProgressMeter meter)
    {
        (Number, _meter) = (number, meter);
        Random = new Random(unchecked(seed * 1_000_003 + number));
        // Dropout and noise draw from the global generator: seeding it each step is what makes going on exact.
        random.manual_seed(seed * 1_000_003L + number);
    }

    /// <summary>Steps before this one.</summary>
    public int Number { get; }

    /// <summary>For what is drawn outside of TorchSharp; it depends on the seed and the step's number alone, as TorchSharp's own numbers do.</summary>
    public Random Random { get; }

    /// <summary>Reports a loss or another number; reports show the mean over the steps.</summary>
    /// <exception cref="TrainingDivergedException">It is infinite or no number.</exception>
    public void Add(string name, double value)
    {
        if (!double.IsFinite(value))
            throw new TrainingDivergedException(Number, name, value);
        _meter.Add(name, value);
    }

    /// <summary>Reports numbers of one element each, which are read in one go: a device other than the processor is waited for once.</summary>
    /// <exception cref="TrainingDivergedException">One is infinite or no number.</exception>
    public void Add(params (string Name, Tensor Value)[] values)
    {
        using Tensor all = cat([.. values.Select(each => each.Value.detach().reshape(1))], 0).cpu();
        foreach (((string name, _), float value) in values.Zip(all.data<float>()))
            Add(name, value);
    }

    /// <summary>Counts pictures, or texts where there are no pictures, that were learned from.</summary>
    public void Examples(int count) => _meter.Examples(count);
}
