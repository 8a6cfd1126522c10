using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests;

/// <summary>Indexes in memory whose items lie around a few dozen centres and have attributes of all kinds; the same from the same seed.</summary>
static class Garments
{
    public const int Dimension = 64;

    const int Centres = 40;

    static readonly string[] s_colours = ["Red", "Navy Blue", "grün", "\"Off\" White", "a|b", ""], s_sizes = ["S; M", "M; L; XL", "38", "39; 40; 41", ""];

    /// <summary>An index.</summary>
    /// <param name="count">Items.</param>
    /// <param name="seed">Of their vectors and attributes.</param>
    /// <param name="pictures">Whether they have small pictures.</param>
    public static EmbeddingIndex Index(int count, int seed = 1, bool pictures = false)
    {
        CatalogueItem[] items = [.. Enumerable.Range(0, count).Select(number => Item(number, seed))];
        EmbeddingIndex index = EmbeddingIndex.Create(SmallIndex.Description, items, [.. Enumerable.Range(0, count).SelectMany(row => Vector(row, seed))], Dimension);
        return pictures ? index.WithThumbnails([.. Enumerable.Range(0, count).Select(row => row % 7 == 0 ? [] : IndexWriter.EncodeThumbnail(
            SmallIndex.Picture((byte)row, (byte)(row / 2), 90)))]) : index;
    }

    /// <summary>The vector of a number; that of a query where the number is below 0.</summary>
    public static float[] Vector(int number, int seed = 1)
    {
        var random = new Random(HashCode(seed, number));
        float[] centre = SmallIndex.Vectors(1, Dimension, random.Next(Centres));
        float[] noise = SmallIndex.Vectors(1, Dimension, random.Next());
        float[] vector = [.. centre.Zip(noise, (one, other) => one + 0.5f * other)];
        float norm = MathF.Sqrt(vector.Sum(each => each * each));
        return [.. vector.Select(each => each / norm)];
    }

    static CatalogueItem Item(int number, int seed)
    {
        var random = new Random(HashCode(seed, number) ^ 0x5eed);
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (s_colours[random.Next(s_colours.Length)] is { Length: > 0 } colour)
            attributes["colour"] = colour;
        if (s_sizes[random.Next(s_sizes.Length)] is { Length: > 0 } size)
            attributes["size"] = size;
        if (random.Next(5) > 0)
            attributes["price"] = $"{random.Next(5, 200)}.{random.Next(10, 100)}";
        attributes["tenth"] = $"{random.Next(10)}";
        attributes["hundredth"] = $"{random.Next(100)}";
        return new CatalogueItem($"id {number}", $"{attributes.GetValueOrDefault("colour", "plain")} dress ’{number}’", attributes);
    }

    // The same in every process.
    static int HashCode(int seed, int number) => unchecked(seed * 73_856_093 ^ (number + 1) * 19_349_663);
}
