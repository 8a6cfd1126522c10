using MlNetFashion.Images;
using MlNetFashion.Querying;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace MlNetFashion.ImageSharp;

/// <summary>Pictures, queries and answers as images of ImageSharp, and back.</summary>
public static class ImageSharpPictures
{
    /// <summary>A picture as an image of <see cref="ImageSharpFormats.Configuration"/>; the pixels are copied.</summary>
    public static Image<Rgb24> ToImageSharp(this RgbImage picture) =>
        Image.LoadPixelData<Rgb24>(ImageSharpFormats.Configuration, picture.Pixels, picture.Width, picture.Height);

    /// <summary>An image as a picture: its first frame; the pixels are copied.</summary>
    public static RgbImage ToPicture(this Image<Rgb24> image)
    {
        var picture = new RgbImage(image.Width, image.Height);
        image.Frames.RootFrame.CopyPixelDataTo(picture.Pixels);
        return picture;
    }

    /// <summary>A query that shows an image.</summary>
    /// <param name="image">What is looked for, or what should be changed.</param>
    /// <param name="text">What should be different; null for nothing.</param>
    public static FashionQuery ToQuery(this Image<Rgb24> image, string? text = null) => new(text, image.ToPicture());

    /// <summary>What was drawn for an answer, best first (<see cref="SearchOptions.Pictures"/>). The caller disposes of them.</summary>
    public static Image<Rgb24>[] ToImageSharp(this SearchAnswer answer) => [.. answer.Pictures.Select(drawn => drawn.Image.ToImageSharp())];
}
