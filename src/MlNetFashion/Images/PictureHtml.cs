using MlNetFashion.Text;

namespace MlNetFashion.Images;

/// <summary>Pictures as HTML that holds them.</summary>
static class PictureHtml
{
    // Larger ones are shown smaller, and are there in full for whoever saves them.
    const int WidestShown = 1000;

    /// <summary>An img element with a PNG in it.</summary>
    public static string Of(RgbImage picture) => Of(picture, Math.Min(picture.Width, WidestShown));

    /// <summary>An img element of a width, in pixels of the page.</summary>
    public static string Of(RgbImage picture, int width) =>
        $"<img width=\"{width}\" height=\"{(int)Math.Round((double)picture.Height * width / picture.Width)}\" alt=\"\" "
        + $"src=\"data:image/png;base64,{Convert.ToBase64String(ImageCodec.EncodePng(picture))}\">";

    /// <summary>A picture with words under it; where there is no picture, an empty frame.</summary>
    /// <param name="picture">Of any size; null for none.</param>
    /// <param name="words">Plain text.</param>
    /// <param name="side">Its width on the page, in pixels.</param>
    public static string Figure(RgbImage? picture, string words, int side) =>
        $"<figure style=\"margin:0;width:{side}px;font-size:12px;line-height:1.3\">"
        + (picture is null ? $"<div style=\"width:{side}px;height:{side}px;background:#eee\"></div>" : Of(picture, side))
        + $"<figcaption>{SafeText.Html(words)}</figcaption></figure>";

    /// <summary>Figures side by side, as many as fit.</summary>
    public static string Row(IEnumerable<string> figures) => $"<div style=\"display:flex;flex-wrap:wrap;gap:10px;margin:6px 0\">{string.Concat(figures)}</div>";
}
