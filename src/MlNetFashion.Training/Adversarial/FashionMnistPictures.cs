using MlNetFashion.Catalogues;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Fashion-MNIST in memory as it is published: the garment bright, the ground black. A byte a pixel: 47 MB for the 60,000 pictures to learn from.</summary>
public sealed class FashionMnistPictures : IDisposable
{
    /// <summary>Pixels along a side.</summary>
    public const int Side = 28;

    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    readonly Tensor _pixels;
    readonly Tensor _labels;

    /// <summary>Takes pictures.</summary>
    /// <param name="pixels">28 · 28 bytes a picture, row by row.</param>
    /// <param name="labels">A class a picture, 0 to 9.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is none of the classes.</exception>
    public FashionMnistPictures(byte[] pixels, byte[] labels)
    {
        if (labels.Length == 0 || pixels.Length != labels.Length * Side * Side)
            throw new ArgumentException($"There are {pixels.Length} pixels for {labels.Length} labels, but a picture has {Side * Side}. Give pixels and labels of the same pictures.");
        if (labels.Max() >= Classes)
            throw new ArgumentException($"A label is {labels.Max()}, but labels go from 0 to {Classes - 1}.");
        Count = labels.Length;
        _pixels = tensor(pixels, [Count, Side * Side]);
        _labels = tensor(labels, [Count]).to(ScalarType.Int64);
    }

    /// <summary>How many pictures there are.</summary>
    public int Count { get; }

    /// <summary>Reads one part of the data set.</summary>
    /// <param name="folder">Where <c>train-images-idx3-ubyte.gz</c> and its labels lie; plain files will do.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two are not of one set.</exception>
    public static FashionMnistPictures Load(string folder, string part = "train")
    {
        using IdxFile pictures = IdxFile.Open(Find(folder, $"{part}-images-idx3-ubyte"), Side, Side), classes = IdxFile.Open(Find(folder, $"{part}-labels-idx1-ubyte"));
        if (pictures.Count != classes.Count)
            throw new InvalidDataException($"\"{pictures.Path}\" holds {pictures.Count} pictures, but \"{classes.Path}\" holds {classes.Count} labels. They are not of one set.");
        // Grown as the file is read: a header may promise more than there is.
        var pixels = new List<byte>();
        var labels = new List<byte>();
        for (int i = 0; i < pictures.Count; i++)
        {
            pixels.AddRange(pictures.Next());
            labels.AddRange(classes.Next());
        }

        return new FashionMnistPictures([.. pixels], [.. labels]);
    }

    /// <summary>Pictures by number: (N, 1, 28, 28), −1 to 1, and their classes (N).</summary>
    /// <param name="indices">(N), whole numbers.</param>
    public (Tensor Pictures, Tensor Labels) Batch(Tensor indices) =>
        (_pixels.index_select(0, indices).to(ScalarType.Float32).mul_(2 / 255.0).sub_(1).reshape(-1, 1, Side, Side), _labels.index_select(0, indices));

    /// <summary>Pictures drawn at random.</summary>
    /// <param name="count">How many.</param>
    public (Tensor Pictures, Tensor Labels) Batch(int count)
    {
        using Tensor indices = randint(0, Count, [count], dtype: ScalarType.Int64);
        return Batch(indices);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pixels.Dispose();
        _labels.Dispose();
    }

    static string Find(string folder, string name)
    {
        string file = Path.Combine(folder, name);
        return File.Exists(file) ? file : File.Exists(file + ".gz") ? file + ".gz"
            : throw new FileNotFoundException($"There is neither {name} nor {name}.gz in \"{folder}\". Get them with `fashion data get fashion-mnist`.", file);
    }
}
