namespace MlNetFashion.Retrieval;

/// <summary>Decides which segments of an index are written anew: those that lost rows, and neighbours that are small.</summary>
static class IndexCompaction
{
    /// <summary>What may be removed of a segment before an update writes it anew by itself: a quarter.</summary>
    public const double UsuallyRemoved = 0.25;

    // Each search visits every segment, and each update adds one.
    const int MostSmallSegments = 12;

    /// <summary>Segments that follow each other, and are all kept or all written anew.</summary>
    /// <param name="Segments">One or more.</param>
    /// <param name="From">The position of their first item.</param>
    /// <param name="To">The position after their last.</param>
    /// <param name="IsRewritten">Whether they are written anew.</param>
    public sealed record Run(IReadOnlyList<SegmentRecord> Segments, int From, int To, bool IsRewritten);

    /// <summary>Whether an update should end with it: there are many small segments, or more rows were removed than are left.</summary>
    public static bool IsDue(IndexManifest manifest, int rowsPerSegment) =>
        manifest.Segments.Count(segment => segment.LiveRows < rowsPerSegment / 2) > MostSmallSegments
        || manifest.Segments.Sum(segment => (long)segment.Rows) > 2L * manifest.Count;

    /// <summary>All segments in runs, in their order.</summary>
    /// <param name="manifest">Of the index.</param>
    /// <param name="rowsPerSegment">Rows of a segment; those with less than half of them are small.</param>
    /// <param name="mostRemoved">The share of a segment's rows, 0 to 1, that may be removed without its being written anew.</param>
    public static IReadOnlyList<Run> Plan(IndexManifest manifest, int rowsPerSegment, double mostRemoved)
    {
        var runs = new List<Run>();
        int position = 0;
        foreach (SegmentRecord segment in manifest.Segments)
        {
            bool isUnfit = segment.Rows - segment.LiveRows > mostRemoved * segment.Rows || segment.LiveRows < rowsPerSegment / 2;
            int end = position + segment.LiveRows;
            if (runs is [.., var last] && last.IsRewritten == isUnfit)
                runs[^1] = last with { Segments = [.. last.Segments, segment], To = end };
            else
                runs.Add(new Run([segment], position, end, isUnfit));
            position = end;
        }

        // One that is small and whole would become what it is.
        return [.. runs.Select(run => run is { IsRewritten: true, Segments: [{ Removed: null }] } ? run with { IsRewritten = false } : run)];
    }
}
