using MlNetFashion.Images;

namespace MlNetFashion.Catalogues;

/// <summary>A picture on its way into the pipeline: a file's bytes, or pixels that were drawn or read already.</summary>
public readonly struct CataloguePicture
{
    readonly byte[]? _encoded;
    readonly RgbImage? _pixels;

    /// <summary>A JPEG, PNG, … as it stands in the source.</summary>
    public CataloguePicture(byte[] encoded) => _encoded = encoded;

    /// <summary>Pixels.</summary>
    public CataloguePicture(RgbImage pixels) => _pixels = pixels;

    /// <summary>The file's bytes; empty where the picture came as pixels.</summary>
    public ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>The picture as model input: letterboxed to size × size.</summary>
    /// <exception cref="ImageRejectedException">It cannot be decoded.</exception>
    public RgbImage Letterboxed(int size = Columns.ImageSize) =>
        _pixels is not null ? ImagePreprocessing.Letterbox(_pixels, size) : ImagePreprocessing.LoadLetterboxed(_encoded, size);

    /// <summary>The picture at its own size.</summary>
    /// <exception cref="ImageRejectedException">It cannot be decoded.</exception>
    public RgbImage Decode() => _pixels ?? ImageCodec.Decode(_encoded);
}
