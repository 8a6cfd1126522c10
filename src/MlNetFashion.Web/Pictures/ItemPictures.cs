using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using SkiaSharp;

namespace MlNetFashion.Web;

/// <summary>Pictures of items as a page shows them, those that were asked for last kept in memory: of the catalogue's photo where that is there,
/// else as small as the index keeps them.</summary>
/// <param name="work">Photos wait here for their turn.</param>
/// <param name="photos">The catalogue's photos.</param>
sealed class ItemPictures(ShopWork work, SourcePhotos photos)
{
    // Some ten megabytes each: a page of pictures is looked at by many, one item by few.
    const int Kept = 1000, LargeKept = 100;

    // Sides in pixels, for screens of two points a pixel: of a picture among others, and of one alone.
    const int Side = 384, LargeSide = 960;

    // What the sample catalogue draws is drawn larger for people than for the encoder.
    const int SampleSide = 192, LargeSampleSide = 640;

    const int Quality = 85;

    readonly RecentlyUsed<(EmbeddingIndex Index, int Row, bool IsPhoto), ItemPicture> _pictures = new(Kept), _large = new(LargeKept);

    /// <summary>Where the picture of an item is.</summary>
    public static string Address(string id) => $"/api/items/{Uri.EscapeDataString(id)}/picture";

    /// <summary>Where the picture of an item is that is looked at alone.</summary>
    public static string LargeAddress(string id) => $"{Address(id)}?large=true";

    /// <summary>Whether items of an index have pictures.</summary>
    public bool Has(EmbeddingIndex index) => index.HasThumbnails || photos.AreThere;

    /// <summary>Whether another picture may come in the place of one that was sent, because photos are still being looked for.</summary>
    public bool MayChange => !photos.IsComplete;

    /// <summary>The picture of a row; null where there is none.</summary>
    /// <param name="index">The index; it stays open until the picture is there.</param>
    /// <param name="row">The row.</param>
    /// <param name="isLarge">Whether it is looked at alone.</param>
    /// <param name="cancellation">Goes away while it waits.</param>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<ItemPicture?> GetAsync(EmbeddingIndex index, int row, bool isLarge, CancellationToken cancellation)
    {
        RecentlyUsed<(EmbeddingIndex, int, bool), ItemPicture> kept = isLarge ? _large : _pictures;
        if (kept.Find((index, row, true)) is { } photo)
            return photo;
        if (photos.AreThere && index.Items.Picture(row) is var hash && hash != default
            && await work.Photos.RunAsync(() => Photo(hash, isLarge ? LargeSide : Side), cancellation) is { } found)
        {
            kept.Keep((index, row, true), found);
            return found;
        }

        if (kept.Find((index, row, false)) is { } small)
            return small;
        if ((Sample(index, row, isLarge ? LargeSampleSide : SampleSide) ?? index.Thumbnail(row)) is not { } image)
            return null;
        ItemPicture picture = Sent(ImageCodec.EncodePng(image), "image/png");
        kept.Keep((index, row, false), picture);
        return picture;
    }

    // Whatever else the camera wrote into the file stays in it.
    ItemPicture? Photo(UInt128 hash, int side)
    {
        if (photos.Find(hash) is not { } file)
            return null;
        try
        {
            using SKBitmap bitmap = ImageCodec.ToBitmap(ImagePreprocessing.LoadLetterboxed(file, Math.Min(side, LongestSide(file))));
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
            return Sent(data.ToArray(), "image/jpeg");
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }

    // Nothing is gained by making it larger than it is.
    static int LongestSide(byte[] file)
    {
        using SKData data = SKData.CreateCopy(file);
        using SKCodec? codec = SKCodec.Create(data);
        return codec is null ? Side : Math.Max(codec.Info.Width, codec.Info.Height);
    }

    static ItemPicture Sent(byte[] bytes, string type) => new(bytes, type, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));

    static RgbImage? Sample(EmbeddingIndex index, int row, int side) =>
        SampleIndex.IsSample(index) && index.Item(row).Id == SampleCatalogue.Id(row) ? SampleCatalogue.Garment(row).Draw(side) : null;
}
