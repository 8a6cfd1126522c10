using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary>A picture that somebody sent: known by its bytes, decoded within limits, and kept as pixels alone, so that nothing else of the file is left.</summary>
static class UploadedPicture
{
    /// <summary>The largest file, in bytes.</summary>
    public const int LargestFile = 11_000_000;

    /// <summary>Side of the picture that is kept, in pixels: what is shown to who sent it. A phone's 4,000 pixels are decoded at an eighth for it.</summary>
    public const int Side = 240;

    /// <summary>What is said of a file that is larger.</summary>
    public static RefusedException TooLarge(long bytes) =>
        new(413, $"The picture has {bytes:N0} bytes, more than the {LargestFile:N0} allowed. Send a smaller one.");

    /// <summary>Decodes a picture to <see cref="Side"/> square, letterboxed; never whole in memory where its format can be read row by row.</summary>
    /// <exception cref="RefusedException">It is too large, of another format, or damaged.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestFile)
            throw TooLarge(file.Length);
        if (IsOfPhone(file))
            throw new RefusedException(415, "The photo is HEIC or AVIF, as some phones keep photos, which is not read here. Send it as JPEG: "
                + "a phone makes one when it shares the photo, or when its camera is set to \"most compatible\".");
        if (!IsKnown(file))
            throw new RefusedException(415, "The file is no picture that can be read here. Send a JPEG, PNG, WebP, GIF or BMP.");
        try
        {
            return ImagePreprocessing.LoadLetterboxed(file, Side);
        }
        catch (ImageRejectedException reason)
        {
            throw new RefusedException(415, reason.Message);
        }
    }

    static bool IsOfPhone(ReadOnlySpan<byte> file) => file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8)
        && (file[8..12].SequenceEqual("heic"u8) || file[8..12].SequenceEqual("heix"u8) || file[8..12].SequenceEqual("mif1"u8) || file[8..12].SequenceEqual("avif"u8));

    // The name and the type that are sent along can say anything. Skia knows more formats than are let in here.
    static bool IsKnown(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8))
        || file.StartsWith("GIF8"u8)
        || file.StartsWith("BM"u8);
}
