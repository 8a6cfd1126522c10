using MlNetFashion.Text;

namespace MlNetFashion;

/// <summary>What is looked for: words, a picture, or a picture and what should be different about it.</summary>
public sealed record FashionQuery
{
    /// <summary>Makes a query.</summary>
    /// <param name="text">What is looked for, or what should be different from the picture; null, or text without any word, is "no text".</param>
    /// <param name="image">A picture of any size; null is "no picture".</param>
    /// <exception cref="ArgumentException">There is neither.</exception>
    public FashionQuery(string? text, RgbImage? image = null)
    {
        Text = WordReader.HasWords(text) ? text : null;
        Image = image;
        if (Text is null && Image is null)
            throw new ArgumentException("The query has neither text nor picture. Say what you look for, show a picture, or do both.");
    }

    /// <summary>The words, or null.</summary>
    public string? Text { get; }

    /// <summary>The picture, or null.</summary>
    public RgbImage? Image { get; }
}
