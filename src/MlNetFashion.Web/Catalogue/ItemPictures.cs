using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>Pictures of items as a page shows them, those that were asked for last kept in memory.</summary>
sealed class ItemPictures
{
    // Some megabytes: a page of pictures is looked at by many.
    const int Kept = 1000;

    // What the sample catalogue draws is drawn larger for people than for the encoder.
    const int SampleSide = 192;

    readonly RecentlyUsed<(EmbeddingIndex Index, int Row), ItemPicture> _pictures = new(Kept);

    /// <summary>Where the picture of an item is.</summary>
    public static string Address(string id) => $"/api/items/{Uri.EscapeDataString(id)}/picture";

    /// <summary>The picture of a row; null where the index keeps none.</summary>
    public ItemPicture? Of(EmbeddingIndex index, int row)
    {
        if (_pictures.Find((index, row)) is { } known)
            return known;
        if ((Sample(index, row) ?? index.Thumbnail(row)) is not { } image)
            return null;
        byte[] png = ImageCodec.EncodePng(image);
        var picture = new ItemPicture(png, Convert.ToHexStringLower(SHA256.HashData(png).AsSpan(0, 8)));
        _pictures.Keep((index, row), picture);
        return picture;
    }

    static RgbImage? Sample(EmbeddingIndex index, int row) =>
        SampleIndex.IsSample(index) && index.Item(row).Id == SampleCatalogue.Id(row) ? SampleCatalogue.Garment(row).Draw(SampleSide) : null;
}
