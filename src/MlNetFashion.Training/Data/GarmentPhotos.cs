using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;

namespace MlNetFashion.Training.Data;

/// <summary>Pictures of garments with their kinds, decoded once and kept in memory (12 kB each).</summary>
sealed class GarmentPhotos
{
    /// <summary>Width and height of a picture: what <see cref="GarmentClassification.GarmentClassifier"/> reads, whatever encoders and generators do.</summary>
    public const int Side = 64;

    /// <summary>Numbers in a picture: 3 x 64 x 64.</summary>
    public const int Size = 3 * Side * Side;

    const int Chunk = 2048;

    readonly List<byte[]> _pixels = [];
    readonly List<int> _labels = [];
    readonly List<CatalogueItem> _items = [];

    /// <summary>How many there are.</summary>
    public int Count => _labels.Count;

    /// <summary>Names of the kinds.</summary>
    public IReadOnlyList<string> Classes => GarmentKinds.Names;

    /// <summary>The kind of each, a place in <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>What its catalogue knows of each.</summary>
    public IReadOnlyList<CatalogueItem> Items => _items;

    /// <summary>64 x 64 RGB bytes of a picture.</summary>
    public byte[] this[int row] => _pixels[row];

    /// <summary>Decodes the pictures of a catalogue, on all cores. Items of no kind are passed over, and pictures that cannot be decoded.</summary>
    public static GarmentPhotos Load(IEnumerable<CatalogueEntry> entries)
    {
        var photos = new GarmentPhotos();
        foreach (CatalogueEntry[] chunk in entries.Where(entry => GarmentKinds.Of(entry.Item) >= 0).Chunk(Chunk))
        {
            byte[]?[] pixels = new byte[chunk.Length][];
            Parallel.ForEach(Partitioner.Create(0, chunk.Length, 64), range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                    pixels[i] = Decode(chunk[i].Picture);
            });
            for (int i = 0; i < chunk.Length; i++)
            {
                if (pixels[i] is not { } decoded)
                    continue;
                photos._pixels.Add(decoded);
                photos._labels.Add(GarmentKinds.Of(chunk[i].Item));
                photos._items.Add(chunk[i].Item);
            }
        }

        return photos;
    }

    /// <summary>A picture as it was decoded.</summary>
    public RgbImage Image(int row)
    {
        var image = new RgbImage(Side, Side);
        _pixels[row].CopyTo(image.Pixels, 0);
        return image;
    }

    /// <summary>Picture after picture as planes of numbers from −1 to 1.</summary>
    /// <param name="rows">Which.</param>
    public float[] Numbers(IReadOnlyList<int> rows)
    {
        float[] images = new float[checked(rows.Count * Size)];
        for (int i = 0; i < rows.Count; i++)
            ImagePreprocessing.ToTensor(Image(rows[i]), images.AsSpan(i * Size, Size));
        return images;
    }

    static byte[]? Decode(CataloguePicture picture)
    {
        try
        {
            return picture.Letterboxed(Side).Pixels;
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }
}
