using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests;

/// <summary>Small indexes and vectors for tests.</summary>
static class SmallIndex
{
    public static readonly IndexDescription Description =
        new(new string('a', 64), "letterbox-test", "a test", new DateTimeOffset(2026, 7, 27, 12, 0, 0, TimeSpan.Zero));

    public static CatalogueItem Item(string id, string title = "", params (string Name, string Value)[] attributes) =>
        new(id, title, attributes.ToDictionary(pair => pair.Name, pair => pair.Value));

    /// <summary>Rows of unit length, from a seed.</summary>
    public static float[] Vectors(int rows, int dimension, int seed)
    {
        var random = new Random(seed);
        float[] all = new float[rows * dimension];
        for (int row = 0; row < rows; row++)
        {
            Span<float> vector = all.AsSpan(row * dimension, dimension);
            double squares = 0;
            for (int i = 0; i < dimension; i++)
            {
                vector[i] = (float)(random.NextDouble() * 2 - 1);
                squares += (double)vector[i] * vector[i];
            }

            for (int i = 0; i < dimension; i++)
                vector[i] = (float)(vector[i] / Math.Sqrt(squares));
        }

        return all;
    }

    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return sum;
    }

    /// <summary>A picture of one colour with a darker square in it.</summary>
    public static RgbImage Picture(byte red, byte green, byte blue)
    {
        const int Side = Columns.ImageSize, Margin = Side / 3;
        var image = new RgbImage(Side, Side);
        for (int i = 0; i < Side * Side; i++)
        {
            bool inside = i % Side is > Margin and < Side - Margin && i / Side is > Margin and < Side - Margin;
            image.Pixels[i * 3] = (byte)(inside ? red / 2 : red);
            image.Pixels[i * 3 + 1] = (byte)(inside ? green / 2 : green);
            image.Pixels[i * 3 + 2] = (byte)(inside ? blue / 2 : blue);
        }

        return image;
    }

    /// <summary>Four items of four numbers with pictures, and one without.</summary>
    public static void Write(string folder, int seed = 1, IndexDescription? description = null)
    {
        float[] vectors = Vectors(5, 4, seed);
        using var writer = new IndexWriter(folder, description ?? Description, dimension: 4);
        for (int i = 0; i < 5; i++)
        {
            CatalogueItem item = Item($"id{i}", $"Größe {i} 👗", ("colour", i % 2 == 0 ? "Red" : "Navy Blue"), (i == 3 ? "Size" : "size", $"{i}"));
            writer.Add(item, vectors.AsSpan(i * 4, 4), i == 4 ? [] : IndexWriter.EncodeThumbnail(Picture((byte)(60 * i), 120, 200)));
        }

        writer.Commit();
    }

    /// <summary>Changes the index of <see cref="Write"/>: one item more, one with another embedding, one less. Doing it again changes nothing.</summary>
    public static void Update(string folder)
    {
        float[] vectors = Vectors(2, 4, seed: 9);
        using var writer = IndexWriter.Update(folder);
        writer.Add(Item("id5", "new", ("brand", "Acme")), vectors.AsSpan(0, 4), IndexWriter.EncodeThumbnail(Picture(5, 5, 5)));
        writer.Add(Item("id1", "other", ("colour", "Green")), vectors.AsSpan(4, 4));
        writer.Remove("id2");
        writer.Commit();
    }

    /// <summary>All that a small index answers, as one text.</summary>
    public static string Answers(string folder)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        var lines = new List<string> { $"{index.Description} {index.Count} {index.Dimension} {string.Join(",", index.AttributeNames)}" };
        for (int row = 0; row < index.Count; row++)
        {
            RgbImage? picture = index.Thumbnail(row);
            lines.Add(picture is null ? "none" : Convert.ToHexString(picture.Pixels));
            foreach (Neighbour found in index.Search(index.Embedding(row), index.Count))
            {
                string attributes = string.Join(",", found.Item.Attributes.Select(pair => $"{pair.Key}={pair.Value}"));
                lines.Add($"{found.Id}|{found.Item.Title}|{attributes}|{BitConverter.SingleToInt32Bits(found.Score)}");
            }
        }

        return string.Join("\n", lines);
    }
}
