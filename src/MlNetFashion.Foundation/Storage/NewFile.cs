namespace MlNetFashion.Storage;

/// <summary>A file that is being written, from its beginning to its end. Only what <see cref="FlushToDisk"/> saw is sure to be there.</summary>
/// <remarks>While it is open nobody can lock it, by which <see cref="FileDraft"/> tells it from what a killed program left.</remarks>
sealed class NewFile(string path) : Stream
{
    const int BufferBytes = 1 << 16;

    // Unbuffered: what goes to the system, and when, is decided here. It may be renamed while it is open.
    readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
    readonly byte[] _buffer = new byte[BufferBytes];
    int _filled;
    long _written;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <summary>Bytes written so far.</summary>
    public override long Length => _written + _filled;

    /// <summary>Bytes written so far.</summary>
    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A new file is written from its beginning to its end.");
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int part = Math.Min(buffer.Length, BufferBytes - _filled);
            buffer[..part].CopyTo(_buffer.AsSpan(_filled));
            _filled += part;
            buffer = buffer[part..];
            if (_filled == BufferBytes)
                Drain();
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <summary>Nothing: writers of JSON flush after every line, and nobody reads the file before it is complete.</summary>
    public override void Flush()
    {
    }

    /// <summary>Sees that all that is written is on the disk.</summary>
    public void FlushToDisk()
    {
        Drain();
        FileDoor.Pass(FileStep.Flush, path);
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A new file is written, not read.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A new file is written from its beginning to its end.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A new file is written from its beginning to its end.");

    /// <summary>Closes the file. What was not flushed is dropped: a file that was not completed is thrown away.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
        base.Dispose(disposing);
    }

    void Drain()
    {
        if (_filled == 0)
            return;
        int passed = FileDoor.Pass(FileStep.Write, path, _filled);
        _file.Write(_buffer, 0, passed);
        if (passed < _filled)
            throw new IOException($"No space left on device : '{path}'");
        _written += _filled;
        _filled = 0;
    }
}
