using MlNetFashion.Catalogues;
using MlNetFashion.Inference;
using MlNetFashion.Models;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A generator of Fashion-MNIST pictures as it is exported: Noise (N, Z),
/// and Condition (N, 10) where a class can be asked for, to GeneratedImage (N, 1, 28,
/// 28).</summary>
sealed class FashionMnistOnnxGenerator : IDisposable
{
    /// <summary>Name of the input that says what is asked for: classes as one-hot vectors.</summary>
    public const string Condition = "Condition";

    const int PartSize = 250;

    static readonly int s_classes = FashionMnistCatalogue.Classes.Count;

    readonly OnnxSession _session;
    readonly int _noise;

    /// <summary>Opens a generator.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="cudaDevice">The CUDA device that it runs on; null for the processor.</param>
    /// <exception cref="InvalidDataException">It is no such generator.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FashionMnistOnnxGenerator(string path, int? cudaDevice = null)
    {
        _session = OnnxSession.Open(File.ReadAllBytes(path), path, new OnnxSessionOptions(Threads: 1, cudaDevice));
        TensorShape? condition = Input(Condition), noise = Input(Columns.Noise);
        IsConditional = condition?.Has(0, s_classes) == true;
        _noise = noise?.Has(0, 0) == true ? noise.Lengths[1] : 0;
        bool draws = _session.Outputs.Any(output =>
            output.Name == Columns.GeneratedImage && output.Has(0, 1, FashionMnistPictures.Side, FashionMnistPictures.Side));
        if (_noise > 0 && draws && _session.Inputs.Count == (IsConditional ? 2 : 1))
            return;
        _session.Dispose();
        string found = $"({string.Join(", ", _session.Inputs.Select(input => input.Name))}) and gives "
            + $"({string.Join(", ", _session.Outputs.Select(output => output.Name))})";
        throw new InvalidDataException($"'{path}' takes {found}, but a generator of Fashion-MNIST pictures takes {Columns.Noise} (N, Z), "
            + $"and perhaps {Condition} (N, {s_classes}), "
            + $"and gives {Columns.GeneratedImage} (N, 1, {FashionMnistPictures.Side}, {FashionMnistPictures.Side}). Choose another.");
    }

    /// <summary>Whether a class can be asked for.</summary>
    public bool IsConditional { get; }

    /// <summary>Draws pictures; where a class can be asked for, all classes in turn.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Decides the noise; picture 3 is the same however many are drawn.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>The pictures, with the classes that were asked for; where none can be, labels are 0 and say nothing.</returns>
    /// <exception cref="ArgumentException">A pixel is no number.</exception>
    public FashionMnistPictures Draw(int count, int seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] images = new float[checked(count * FashionMnistPictures.Size)];
        byte[] labels = new byte[count];
        for (int first = 0; first < count; first += PartSize)
        {
            cancellation.ThrowIfCancellationRequested();
            int rows = Math.Min(PartSize, count - first);
            float[] noise = new float[rows * _noise], conditions = new float[rows * s_classes];
            for (int row = 0; row < rows; row++)
            {
                NoiseSource.Fill(seed, first + row, noise.AsSpan(row * _noise, _noise));
                int label = IsConditional ? (first + row) % s_classes : 0;
                labels[first + row] = (byte)label;
                conditions[row * s_classes + label] = 1;
            }

            var asked = new TensorData(Columns.Noise, noise, rows, _noise);
            _session.Run(
                IsConditional ? [new TensorData(Condition, conditions, rows, s_classes), asked] : [asked],
                [new TensorData(Columns.GeneratedImage, images.AsMemory(first * FashionMnistPictures.Size, rows * FashionMnistPictures.Size), rows, 1,
                    FashionMnistPictures.Side, FashionMnistPictures.Side)]);
        }

        return FashionMnistPictures.Of(images, labels);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    TensorShape? Input(string name) => _session.Inputs.FirstOrDefault(input => input.Name == name);
}
