using ICSharpCode.SharpZipLib;

namespace MlNetFashion.Catalogues;

/// <summary>Passes a table's text through: stops when it is cancelled or too long, and says in a sentence what is wrong with a damaged file.</summary>
/// <remarks>The library that unpacks answers some damaged files with exceptions of arithmetic and indices.</remarks>
sealed class CsvText(Stream inner, long most, CancellationToken cancellation) : Stream
{
    long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception e) when (e is EndOfStreamException or SharpZipBaseException or not (IOException or OutOfMemoryException))
        {
            // Of arithmetic and indices that the library does not expect nobody has any use.
            string reason = e is InvalidDataException or SharpZipBaseException ? $" ({e.Message.TrimEnd('.')})" : "";
            throw new InvalidDataException($"The compressed data is damaged or cut off{reason}.", e);
        }

        _read += read;
        return _read <= most ? read : throw new InvalidDataException($"The text is longer than the {most:N0} bytes allowed.");
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
