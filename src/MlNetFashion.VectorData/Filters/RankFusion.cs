namespace MlNetFashion.VectorData;

/// <summary>Joins rankings by ranks alone, so that scores of different kinds need not be compared: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR
/// 2009).</summary>
static class RankFusion
{
    // The paper's constant: how little the first ranks differ from each other.
    const int Damping = 60, LeastDepth = 200;

    /// <summary>How much of each ranking is looked at for so many answers.</summary>
    public static int DepthFor(int top) => (int)Math.Min(Math.Max(4L * top, LeastDepth), int.MaxValue);

    /// <returns>Best first; of equal ones the one that comes first in the first ranking, then by position.</returns>
    public static IReadOnlyList<(int Position, double Score)> Of(params IEnumerable<IEnumerable<int>> rankings)
    {
        var scores = new Dictionary<int, double>();
        foreach (IEnumerable<int> ranking in rankings)
        {
            int rank = 0;
            foreach (int position in ranking)
                scores[position] = scores.GetValueOrDefault(position) + 1.0 / (Damping + ++rank);
        }

        return [.. scores.Select(pair => (Position: pair.Key, Score: pair.Value)).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Position)];
    }
}
