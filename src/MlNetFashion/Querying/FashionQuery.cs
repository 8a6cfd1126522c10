using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>What is looked for: words, pictures, or pictures and what should be different about them.</summary>
public sealed record FashionQuery
{
    readonly IReadOnlyList<QueryTerm> _terms = [];

    /// <summary>Makes a query.</summary>
    /// <param name="text">What is looked for, or what should be different from the picture; null, or text without any word, is "no text".</param>
    /// <param name="image">A picture of any size; null is "no picture".</param>
    /// <exception cref="ArgumentException">There is neither.</exception>
    public FashionQuery(string? text, RgbImage? image = null) : this(text, image is null ? [] : [image], [])
    {
    }

    FashionQuery(string? text, IReadOnlyList<RgbImage> images, IReadOnlyList<ReadOnlyMemory<float>> embeddings)
    {
        Text = WordReader.HasWords(text) ? text : null;
        Images = images;
        ImageEmbeddings = embeddings;
        if (Text is null && !HasPicture)
            throw new ArgumentException("The query has neither text nor picture. Say what you look for, show a picture, or do both.");
    }

    /// <summary>The words, or null.</summary>
    public string? Text { get; private init; }

    /// <summary>The first picture, or null.</summary>
    public RgbImage? Image => Images.Count > 0 ? Images[0] : null;

    /// <summary>All pictures: what is looked for is like all of them. Their embeddings are averaged, each counts the same.</summary>
    public IReadOnlyList<RgbImage> Images { get; }

    /// <summary>Pictures that were embedded before, those of an index's items say; averaged with <see cref="Images"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> ImageEmbeddings { get; }

    /// <value>What there should be more or less of, beside the words. The default is none.</value>
    /// <exception cref="ArgumentException">A term has no word, or a weight that is 0 or not finite.</exception>
    public IReadOnlyList<QueryTerm> Terms
    {
        get => _terms;
        init => _terms = [.. value.Select(term => term.Checked())];
    }

    /// <summary>Whether something is shown, not only said.</summary>
    public bool HasPicture => Images.Count > 0 || ImageEmbeddings.Count > 0;

    /// <summary>A query of several pictures.</summary>
    /// <param name="text">What should be different about them, or null.</param>
    /// <param name="images">Pictures of any size.</param>
    /// <exception cref="ArgumentException">There is neither text nor picture.</exception>
    public static FashionQuery Of(string? text, params IReadOnlyList<RgbImage> images) => new(text, images, []);

    /// <summary>A query of pictures that were embedded before.</summary>
    /// <param name="text">What should be different about them, or null.</param>
    /// <param name="embeddings">Of the image encoder, each D = <see cref="Columns.EmbeddingDimension"/> numbers of unit length.</param>
    /// <exception cref="ArgumentException">There is neither text nor picture, or an embedding has another length.</exception>
    public static FashionQuery OfEmbeddings(string? text, params IReadOnlyList<ReadOnlyMemory<float>> embeddings)
    {
        foreach (ReadOnlyMemory<float> embedding in embeddings)
        {
            if (embedding.Length != Columns.EmbeddingDimension)
                throw new ArgumentException($"An image embedding has {Columns.EmbeddingDimension} numbers, but one of {embedding.Length} was given.",
                    nameof(embeddings));
        }

        return new FashionQuery(text, [], embeddings);
    }

    /// <summary>The same with other words; null for none where there is a picture.</summary>
    internal FashionQuery WithText(string? text) => this with { Text = text };

    /// <summary>The same for what is wanted: without the words that name what is not, unless nothing would be left of the query.</summary>
    /// <param name="understood">What was understood of <see cref="Text"/>.</param>
    internal FashionQuery Wanting(UnderstoodQuery understood)
    {
        string? wanted = understood.WantedText;
        return wanted == Text || (wanted is null && !HasPicture) ? this : WithText(wanted);
    }
}
