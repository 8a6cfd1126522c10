using System.IO.Compression;
using System.Numerics.Tensors;

namespace MlNetFashion.Benchmarks;

/// <summary>The pixels of Fashion-MNIST as vectors of unit length: the training pictures, and as queries the test pictures.</summary>
/// <param name="folder">Has train-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz.</param>
sealed class PictureVectors(string folder)
{
    public const int D = 28 * 28;

    const int HeaderBytes = 16;

    readonly byte[] _rows = Read(Path.Combine(folder, "train-images-idx3-ubyte.gz")), _queries = Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"));

    /// <summary>How many there are that are no queries.</summary>
    public int Count => _rows.Length / D;

    /// <summary>The vector of a number; that of a query where the number is below 0.</summary>
    public float[] this[int number]
    {
        get
        {
            float[] vector = new float[D];
            TensorPrimitives.ConvertChecked<byte, float>((number < 0 ? _queries : _rows).AsSpan((number < 0 ? -number - 1 : number) * D, D), vector);
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
            return vector;
        }
    }

    static byte[] Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var all = new MemoryStream();
        file.CopyTo(all);
        return all.ToArray()[HeaderBytes..];
    }
}
