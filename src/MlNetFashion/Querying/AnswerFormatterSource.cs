using MlNetFashion.Images;
using MlNetFashion.Notebooks;

namespace MlNetFashion.Querying;

/// <summary>Shows a <see cref="SearchAnswer"/> and a <see cref="DrawnPicture"/> in a notebook.</summary>
sealed class AnswerFormatterSource
{
    const int Side = 192;

    /// <summary>Found by its name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new HtmlFormatter<SearchAnswer>(AnswerHtml.Of),
        new HtmlFormatter<DrawnPicture>(drawn => PictureHtml.Figure(drawn.Image, FormattableString.Invariant($"cosine {drawn.Cosine:F2}"), Side)),
    ];
}
