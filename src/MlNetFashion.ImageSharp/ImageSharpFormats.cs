using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;

namespace MlNetFashion.ImageSharp;

/// <summary>The formats that ImageSharp may read and write for this library.</summary>
/// <remarks>Files from strangers are for <see cref="Images.ImageCodec"/>, which decodes with Skia and limits what a file may cost.</remarks>
public static class ImageSharpFormats
{
    /// <summary>JPEG, PNG, GIF, BMP and WebP: those of catalogues, and none whose decoder has an open advisory, such as TIFF.</summary>
    public static Configuration Configuration { get; } = new(
        new JpegConfigurationModule(), new PngConfigurationModule(), new GifConfigurationModule(), new BmpConfigurationModule(), new WebpConfigurationModule());
}
