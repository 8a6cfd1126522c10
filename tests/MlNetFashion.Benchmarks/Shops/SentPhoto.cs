using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Benchmarks.Shops;

/// <summary>A photo that a shopper sends.</summary>
static class SentPhoto
{
    const int Quality = 75;

    /// <summary>A JPEG of grain, side × side pixels: as large a file as a camera makes of so many.</summary>
    public static byte[] OfGrain(int side)
    {
        var image = new RgbImage(side, side);
        new Random(1).NextBytes(image.Pixels);
        return Encoded(image);
    }

    /// <summary>The photo as a JPEG.</summary>
    public static byte[] Encoded(RgbImage image)
    {
        using SKBitmap bitmap = ImageCodec.ToBitmap(image);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    /// <summary>Asks for items like it, but in blue.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] photo)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("in blue"), "q" },
            { new ByteArrayContent(photo), "image", "photo.jpg" },
        };
        return await client.PostAsync("/api/search", form);
    }
}
