using System.Globalization;

namespace MlNetFashion.Batch;

/// <summary>How a plan differs from the one that the index is of. Their keys are compared, and only what differs is read.</summary>
/// <param name="Fresh">Where in the plan items are that the index lacks or has otherwise.</param>
/// <param name="Gone">The ids of items that the index has, and which the plan lacks or has otherwise.</param>
sealed record PlanChanges(IReadOnlySet<long> Fresh, IReadOnlyList<string> Gone)
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
        UInt128[] keysBefore = before.Keys();
        var had = new HashSet<UInt128>(keysBefore);
        foreach (string lacking in published.Lacking)
            had.Remove(UInt128.TryParse(lacking, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out UInt128 key) ? key
                : throw new InvalidDataException($"The plan in \"{before.Path}\" is damaged (\"{lacking}\" is no key)."));
        var fresh = new HashSet<long>();
        long line = 0;
        foreach (UInt128 key in now.Keys())
        {
            if (!had.Remove(key))
                fresh.Add(line);
            line++;
        }

        return new PlanChanges(fresh, had.Count == 0 ? [] : [.. before.Read(place => had.Contains(keysBefore[place]), cancellation).Select(item => item.Id)]);
    }
}
