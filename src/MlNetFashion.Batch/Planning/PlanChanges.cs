using System.Globalization;

namespace MlNetFashion.Batch;

/// <summary>How a plan differs from the one that the index is of. Both are gone through line by line, and only what differs is read.</summary>
/// <param name="Fresh">The keys of items that the index lacks or has otherwise.</param>
/// <param name="Gone">The ids of items that the index has, and which the plan lacks or has otherwise.</param>
sealed record PlanChanges(IReadOnlySet<UInt128> Fresh, IReadOnlyList<string> Gone)
{
    /// <summary>Compares two plans.</summary>
    /// <param name="before">The one that the index is of.</param>
    /// <param name="published">What came of it.</param>
    /// <param name="now">The other.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidDataException">A plan is damaged.</exception>
    /// <exception cref="IOException">A plan cannot be read.</exception>
    public static PlanChanges Between(PlanFolder before, PublishedPlan published, PlanFolder now, CancellationToken cancellation)
    {
        var had = new HashSet<UInt128>();
        foreach (ReadOnlyMemory<byte> line in before.Lines(cancellation))
            had.Add(PlanLine.Key(line.Span));
        foreach (string lacking in published.Lacking)
            had.Remove(UInt128.Parse(lacking, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        var fresh = new HashSet<UInt128>();
        foreach (ReadOnlyMemory<byte> line in now.Lines(cancellation))
        {
            UInt128 key = PlanLine.Key(line.Span);
            if (!had.Remove(key))
                fresh.Add(key);
        }

        return new PlanChanges(fresh, had.Count == 0 ? [] : [.. before.Read(line => had.Contains(PlanLine.Key(line.Span)), cancellation).Select(item => item.Id)]);
    }
}
