using System.Buffers;

namespace MlNetFashion.Web;

/// <summary>A file that was sent, in memory that others use afterwards: dispose it as soon as it was looked at.</summary>
sealed class UploadedFile : IDisposable
{
    readonly int _length;
    readonly bool _isRented;
    readonly IDisposable? _place;
    byte[]? _buffer;

    UploadedFile(byte[] buffer, int length, bool isRented, IDisposable? place) => (_buffer, _length, _isRented, _place) = (buffer, length, isRented, place);

    /// <summary>A file in memory of its own.</summary>
    public static UploadedFile Of(byte[] bytes) => new(bytes, bytes.Length, isRented: false, place: null);

    /// <summary>A file in memory of the shared pool.</summary>
    /// <param name="buffer">Rented.</param>
    /// <param name="length">How much of it is the file, in bytes.</param>
    /// <param name="place">Its place among uploads, given back with the memory; null where it needs none.</param>
    public static UploadedFile Rented(byte[] buffer, int length, IDisposable? place) => new(buffer, length, isRented: true, place);

    /// <summary>What it holds.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public ReadOnlySpan<byte> Bytes => (_buffer ?? throw new ObjectDisposedException(nameof(UploadedFile))).AsSpan(0, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer && _isRented)
            ArrayPool<byte>.Shared.Return(buffer);
        _place?.Dispose();
    }
}
