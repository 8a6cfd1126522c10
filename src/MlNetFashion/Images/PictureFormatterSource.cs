using MlNetFashion.Notebooks;

namespace MlNetFashion.Images;

/// <summary>Shows an <see cref="RgbImage"/> in a notebook.</summary>
sealed class PictureFormatterSource
{
    /// <summary>Found by its name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter<RgbImage>(PictureHtml.Of)];
}
