using System.Globalization;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Querying;

/// <summary>The answer to a search as HTML: what was asked, how it was read, what was drawn, and the items.</summary>
static class AnswerHtml
{
    const int Side = 128;

    /// <summary>The whole answer.</summary>
    public static string Of(SearchAnswer answer)
    {
        FashionQuery query = answer.Query.Query;
        IEnumerable<string> asked = query.Images.Select(picture => PictureHtml.Figure(picture, "asked with", Side))
            .Concat(answer.Pictures.Select(drawn => PictureHtml.Figure(drawn.Image, "drawn: what was understood", Side)));
        return $"<div style=\"font-family:sans-serif\"><p style=\"margin:4px 0\"><b>{SafeText.Html(query.Text ?? "a picture")}</b>{Reading(answer)}</p>"
            + $"{PictureHtml.Row(asked)}{Items(answer.Neighbours, answer.Searched, first: 1)}</div>";
    }

    /// <summary>Items with their places, best first.</summary>
    /// <param name="items">What was found.</param>
    /// <param name="index">Where their pictures are; null where nobody knows.</param>
    /// <param name="first">The place of the first one.</param>
    public static string Items(IReadOnlyList<Neighbour> items, EmbeddingIndex? index, int first) =>
        PictureHtml.Row(items.Select((item, i) => PictureHtml.Figure(Picture(item, index),
            string.Create(CultureInfo.InvariantCulture, $"{first + i}. {item.Item.Title} ({item.Score:F2})"), Side)));

    static string Reading(SearchAnswer answer)
    {
        string read = answer.Understood is { } understood ? string.Join("; ", understood.Findings) : "";
        string unknown = answer.Unknown.Count > 0 ? $"; nothing here is known as {string.Join(", ", answer.Unknown.Select(word => $"\"{word}\""))}" : "";
        return read.Length + unknown.Length == 0 ? "" : $" <span style=\"color:#777\">{SafeText.Html((read + unknown).TrimStart(';', ' '))}</span>";
    }

    // An answer outlives the index that it came from.
    static RgbImage? Picture(Neighbour item, EmbeddingIndex? index)
    {
        try
        {
            return index?.Thumbnail(item.Position);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
