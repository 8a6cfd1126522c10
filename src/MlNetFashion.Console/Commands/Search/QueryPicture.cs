using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Tool.Commands;

/// <summary>The picture that a query shows.</summary>
static class QueryPicture
{
    /// <summary>A query of pictures that lie in files.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static FashionQuery Query(string? text, IReadOnlyList<string> images, IReadOnlyList<QueryTerm> terms) =>
        FashionQuery.Of(text, [.. images.Select(image => Load(image)!)]) with { Terms = terms };

    /// <summary>Reads a picture; null for none.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no picture, or too large; the message names the file.</exception>
    public static RgbImage? Load(string? path)
    {
        try
        {
            return path is null ? null : RgbImage.Load(path);
        }
        catch (ImageRejectedException e)
        {
            throw new InvalidDataException($"\"{path}\" cannot be asked with. {e.Message}", e);
        }
    }
}
