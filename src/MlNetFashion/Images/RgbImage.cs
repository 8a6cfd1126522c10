using MlNetFashion.Notebooks;

namespace MlNetFashion.Images;

/// <summary>A decoded picture: rows from the top, three bytes (red, green, blue) a pixel.</summary>
[TypeFormatterSource(typeof(PictureFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class RgbImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Pixels in a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="pixels">width × height × 3 bytes.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height * 3)
            throw new ArgumentException($"{width} x {height} RGB pixels are {(long)width * height * 3} bytes, but {pixels.Length} were given.", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>A picture of one size whose bytes are all zero (black).</summary>
    public RgbImage(int width, int height) : this(width, height, new byte[checked(width * height * 3)])
    {
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue, 0 to 255, row by row.</summary>
    public byte[] Pixels { get; }

    /// <summary>Decodes a JPEG, PNG, WebP, GIF (first frame) or BMP.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageRejectedException">It cannot be decoded; see <see cref="ImageCodec"/>.</exception>
    public static RgbImage Load(string path) => ImageCodec.Decode(ImageCodec.ReadFile(path));

    /// <summary>Writes a PNG to a temporary name beside <paramref name="path"/> and renames it.</summary>
    public void Save(string path) => ImageCodec.SavePng(this, path);
}
