using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary>Pictures that were sent, decoded beside all other work.</summary>
static class UploadDecoding
{
    /// <summary>Decodes a file when a place is free, and gives its memory back.</summary>
    /// <param name="work">Has the places.</param>
    /// <param name="file">What was sent; null for nothing.</param>
    /// <param name="cancellation">Gives the place up while it waits.</param>
    /// <exception cref="RefusedException">It is no picture, too large, or damaged.</exception>
    public static async Task<RgbImage?> DecodeAsync(this ShopWork work, UploadedFile? file, CancellationToken cancellation)
    {
        using (file)
            return file is null ? null : await work.Decoding.RunAsync(() => UploadedPicture.Decode(file.Bytes), cancellation);
    }
}
