namespace MlNetFashion.Catalogues;

/// <summary>What tells that a file is as it was, without reading it.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Ticks">When it was last written, in ticks of UTC.</param>
readonly record struct FileStamp(long Bytes, long Ticks)
{
    // FAT's clock ticks every two seconds; nobody's is slower.
    static readonly TimeSpan s_tick = TimeSpan.FromSeconds(2);

    /// <summary>The stamp of a file; of a link, that of the file it leads to.</summary>
    /// <exception cref="IOException">The link leads nowhere.</exception>
    public static FileStamp Of(FileInfo file)
    {
        if (file.LinkTarget is not null)
            file = (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
        return new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Whether the file gets another stamp when it is written after a moment: one that was written just before may be written once more within
    /// the same tick of the file system's clock. It is git's rule.</summary>
    public bool IsSettledAt(DateTimeOffset moment) => Ticks < moment.UtcTicks - s_tick.Ticks;
}
