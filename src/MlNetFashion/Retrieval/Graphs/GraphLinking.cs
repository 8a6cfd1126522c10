namespace MlNetFashion.Retrieval;

/// <summary>Gives the segments of an index their graphs.</summary>
static class GraphLinking
{
    /// <summary>Does it, and commits.</summary>
    /// <param name="transaction">Of the folder.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how many items are linked, from several threads.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>How many segments were linked: those that had no graph and are not small.</returns>
    public static int Run(IndexTransaction transaction, GraphOptions options, IProgress<long>? progress, CancellationToken cancellation)
    {
        using EmbeddingIndex before = EmbeddingIndex.Open(transaction.Folder);
        var segments = new List<SegmentRecord>();
        int built = 0;
        long done = 0;
        for (int i = 0; i < before.Segments.Count; i++)
        {
            SegmentRecord record = before.Manifest!.Segments[i];
            if (record.Graph is null && record.Rows >= options.LeastRows)
            {
                record = record with { Graph = Build(transaction, before.Segments[i], options, rows => progress?.Report(done + rows), cancellation) };
                done += record.Rows;
                built++;
            }

            segments.Add(record);
        }

        if (built > 0)
            transaction.Commit(before.Manifest! with { Segments = segments });
        else
            transaction.Tidy(before.Manifest!);
        return built;
    }

    static GraphRecord Build(
        IndexTransaction transaction, IndexSegment segment, GraphOptions options, Action<int> told, CancellationToken cancellation)
    {
        string name = transaction.NewName();
        using var file = new IndexSectionWriter(IndexFolder.Path(transaction.Folder, name, IndexFolder.Graph));
        foreach (ReadOnlyMemory<byte> part in GraphBuilder.Build(segment.Codes!, segment.Rows, options, told, cancellation))
            file.Write(part.Span);
        return new GraphRecord(name, file.Complete());
    }
}
