using System.Buffers.Binary;
using System.Security.Cryptography;
using MlNetFashion.Images;

namespace MlNetFashion.Catalogues;

/// <summary>A picture on its way into the pipeline: a file's bytes, or pixels that were drawn or read already.</summary>
public readonly struct CataloguePicture
{
    readonly byte[]? _encoded;
    readonly RgbImage? _pixels;
    readonly byte[]? _sha256;

    /// <summary>A JPEG, PNG, … as it stands in the source.</summary>
    public CataloguePicture(byte[] encoded) => _encoded = encoded;

    /// <summary>A file of a source; one that was not read is known by its hash alone, and can be neither decoded nor embedded.</summary>
    internal CataloguePicture(SourceFile file) => (_encoded, _sha256) = (file.Bytes, file.Sha256);

    /// <summary>Pixels.</summary>
    public CataloguePicture(RgbImage pixels) => _pixels = pixels;

    /// <summary>The file's bytes; empty where the picture came as pixels.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>SHA-256 of the file's bytes, or of the pixels of a picture that was drawn.</summary>
    internal byte[] Sha256() => _sha256 ?? SHA256.HashData(_encoded ?? Decode().Pixels);

    /// <summary>Tells pictures apart: the first 16 bytes of the SHA-256 of the file, or of size and pixels. Never 0.</summary>
    internal UInt128 Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (_pixels is null)
        {
            SHA256.HashData(_encoded, hash);
        }
        else
        {
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            all.AppendData(BitConverter.GetBytes(_pixels.Width));
            all.AppendData(_pixels.Pixels);
            all.GetHashAndReset(hash);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash) | 1;
    }

    /// <summary>The picture as model input: letterboxed to size × size.</summary>
    /// <exception cref="ImageRejectedException">It cannot be decoded.</exception>
    public RgbImage Letterboxed(int size = Columns.ImageSize) =>
        _pixels is not null ? ImagePreprocessing.Letterbox(_pixels, size) : ImagePreprocessing.LoadLetterboxed(_encoded, size);

    /// <summary>The picture at its own size.</summary>
    /// <exception cref="ImageRejectedException">It cannot be decoded.</exception>
    public RgbImage Decode() => _pixels ?? ImageCodec.Decode(_encoded);
}
