namespace MlNetFashion.Retrieval;

/// <summary>Joins small segments of an index and drops rows that were removed. Items, their order and all answers stay.</summary>
static class SegmentJoining
{
    /// <summary>Does it, and commits.</summary>
    /// <param name="transaction">Of the folder.</param>
    /// <param name="before">The folder's index.</param>
    /// <param name="rowsPerSegment">Rows of a segment.</param>
    /// <param name="mostRemoved">The share of a segment's rows, 0 to 1, that may be removed without its being written anew.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>Whether there was anything to do.</returns>
    public static bool Run(IndexTransaction transaction, EmbeddingIndex before, int rowsPerSegment, double mostRemoved, CancellationToken cancellation)
    {
        IReadOnlyList<IndexCompaction.Run> runs = IndexCompaction.Plan(before.Manifest!, rowsPerSegment, mostRemoved);
        if (runs.All(run => !run.IsRewritten))
        {
            transaction.Tidy(before.Manifest!);
            return false;
        }

        using var series = new SegmentSeries(transaction, before.Dimension, before.HasThumbnails, rowsPerSegment);
        foreach (IndexCompaction.Run run in runs)
        {
            if (!run.IsRewritten)
            {
                series.Append(run.Segments);
                continue;
            }

            for (int position = run.From; position < run.To; position++)
            {
                cancellation.ThrowIfCancellationRequested();
                series.Add(before.Item(position), before.Embedding(position), before.EncodedThumbnail(position), before.Items.Picture(position));
            }

            series.Complete();
        }

        transaction.Commit(before.Manifest! with { Segments = series.Segments });
        return true;
    }
}
