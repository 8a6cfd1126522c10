using System.Numerics.Tensors;
using MlNetFashion.Inference;

namespace MlNetFashion.Evaluation;

/// <summary>A classifier whose features measure pictures: an ONNX file with the input Image (N,
/// C, H, W) and the outputs Logits (N, K) and Features (N, F).</summary>
/// <remarks>The checksum is that of the bytes that are run, so a report cannot name another network than the one that made its features.</remarks>
sealed class FeatureClassifier : IDisposable
{
    /// <summary>Name of the output with a number a class; the largest is the likeliest.</summary>
    public const string Logits = "Logits";

    /// <summary>Name of the output with the features.</summary>
    public const string Features = "Features";

    /// <summary>The entry of the file's metadata with the names of the classes, between them ", ".</summary>
    public const string ClassesEntry = "classes";

    const int PartSize = 256;

    readonly OnnxSession _session;
    readonly long[] _shape;

    /// <summary>Opens a network.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="cudaDevice">The CUDA device that it runs on; null for the processor.</param>
    /// <exception cref="InvalidDataException">It is no such network.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FeatureClassifier(string path, int? cudaDevice = null)
    {
        byte[] model = File.ReadAllBytes(path);
        Network = FeatureNetwork.Of(Path.GetFileNameWithoutExtension(path), model);
        _session = OnnxSession.Open(model, path, new OnnxSessionOptions(Threads: 1, cudaDevice));
        try
        {
            (_shape, ClassCount, Dimensions) = Sizes(path);
            Classes = _session.Metadata.TryGetValue(ClassesEntry, out string? names) ? names.Split(", ") : [];
            if (Classes.Count > 0 && Classes.Count != ClassCount)
                throw new InvalidDataException($"'{path}' gives {ClassCount} classes but names {Classes.Count}. Export it again.");
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>What it is called, with the checksum of its file.</summary>
    public FeatureNetwork Network { get; }

    /// <summary>K.</summary>
    public int ClassCount { get; }

    /// <summary>Names of the classes; none where the file does not say them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>F, the length of the features.</summary>
    public int Dimensions { get; }

    /// <summary>Numbers in a picture: C · H · W.</summary>
    public int ImageSize => checked((int)_shape.Aggregate(1L, (product, length) => product * length));

    /// <summary>Reads pictures.</summary>
    /// <param name="images">Picture after picture, <see cref="ImageSize"/> numbers each, in the range that the network learned with (−1 to 1).</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ArgumentException">They are no whole number of pictures, or features come out that are not finite.</exception>
    public ReadPictures Read(Memory<float> images, CancellationToken cancellation = default)
    {
        if (images.Length % ImageSize != 0)
            throw new ArgumentException($"{images.Length:N0} numbers are no whole number of pictures of {string.Join(" x ", _shape)}, "
                + $"which have {ImageSize:N0} each.", nameof(images));
        int count = images.Length / ImageSize;
        int[] classes = new int[count];
        float[] features = new float[checked(count * Dimensions)], logits = new float[PartSize * ClassCount];
        for (int first = 0; first < count; first += PartSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(PartSize, count - first);
            _session.Run(
                [new TensorData(Columns.Image, images.Slice(first * ImageSize, rows * ImageSize), [rows, .. _shape])],
                [new TensorData(Logits, logits.AsMemory(0, rows * ClassCount), rows, ClassCount),
                    new TensorData(Features, features.AsMemory(first * Dimensions, rows * Dimensions), rows, Dimensions)]);
            for (int row = 0; row < rows; row++)
                classes[first + row] = TensorPrimitives.IndexOfMax(logits.AsSpan(row * ClassCount, ClassCount));
        }

        return new ReadPictures(Network, classes, new FeatureMatrix(features, Dimensions));
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    (long[] Shape, int Classes, int Dimensions) Sizes(string path)
    {
        if (_session.Inputs is [{ Name: Columns.Image } image] && image.Has(0, 0, 0, 0) && Length(Logits) is { } classes && Length(Features) is { } features)
            return ([.. image.Lengths[1..]], classes, features);
        string found = $"({string.Join(", ", _session.Inputs.Select(input => input.Name))}) and gives "
            + $"({string.Join(", ", _session.Outputs.Select(output => output.Name))})";
        throw new InvalidDataException($"'{path}' takes {found}, "
            + $"but a network for measuring takes {Columns.Image} (N, C, H, W) and gives {Logits} (N, K) and {Features} (N, F). Choose another file.");
    }

    int? Length(string name) => _session.Outputs.FirstOrDefault(output => output.Name == name) is { } tensor && tensor.Has(0, 0) ? tensor.Lengths[1] : null;
}
