namespace MlNetFashion.Catalogues;

/// <summary>Passes bytes through and remembers how many zeros came last: a whole tar ends with blocks of zeros, a damaged one need not.</summary>
/// <remarks>TarReader takes a header whose checksum is damaged to nothing for the end of the archive, and misses a cut where it can seek.</remarks>
sealed class TarBytes(Stream inner) : Stream
{
    const int BlockSize = 512, MaxHeaderBytes = 1 << 20;

    long _zeros;

    public bool EndsWithZeroBlock => _zeros >= BlockSize;

    /// <summary>Set while a header is read: TarReader holds one in memory as a whole, whatever size it claims.</summary>
    public bool ReadsHeader { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what follows the end mark, so that a checksum behind it is compared.</summary>
    public void DrainPadding(int most)
    {
        Span<byte> padding = stackalloc byte[4096];
        for (int read = 0, got; read < most && (got = inner.Read(padding)) > 0;)
            read += got;
    }

    public override int Read(Span<byte> buffer)
    {
        if (ReadsHeader && buffer.Length > MaxHeaderBytes)
            throw new InvalidDataException($"A header claims {buffer.Length:N0} bytes.");
        int read = inner.Read(buffer);
        int lastOther = buffer[..read].LastIndexOfAnyExcept((byte)0);
        _zeros = lastOther < 0 ? _zeros + read : read - lastOther - 1;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
