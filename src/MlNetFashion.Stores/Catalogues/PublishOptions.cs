namespace MlNetFashion.Stores;

/// <summary>How an index is published.</summary>
public sealed record PublishOptions
{
    /// <value>Links a vector has to its neighbours, 4 to 100: more find more and take more memory. The default is 32.</value>
    public int Degree { get; init; } = 32;

    /// <value>How many neighbours are looked at while one is linked, <see cref="Degree"/> to 1,000. The default is 200.</value>
    public int Effort { get; init; } = 200;

    /// <value>Connections to each node that add items at once, 1 or more: each keeps a core of the node busy. The default is 4.</value>
    public int Connections { get; init; } = 4;

    /// <value>How long the version before stays after the switch, for searches that began on it. The default is 5 seconds.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sees that every number is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Degree, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Degree, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(Effort, Degree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Effort, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Connections, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Grace, TimeSpan.Zero);
    }
}
