using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A generator of Fashion-MNIST pictures as it is exported: Noise (N, Z), and Condition (N, 10) where a class can be asked for, to GeneratedImage (N, 1, 28, 28).</summary>
sealed class FashionMnistOnnxGenerator : IDisposable
{
    /// <summary>Name of the input that says what is asked for: classes as one-hot vectors.</summary>
    public const string Condition = "Condition";

    const int PartSize = 250;

    static readonly int s_classes = FashionMnistCatalogue.Classes.Count;

    readonly InferenceSession _session;
    readonly RunOptions _run = new();
    readonly int _noise;

    /// <summary>Opens a generator.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <exception cref="InvalidDataException">It is no such generator.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FashionMnistOnnxGenerator(string path)
    {
        byte[] model = File.ReadAllBytes(path);
        try
        {
            // One thread: sums then come out in the same order on every machine.
            using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{path}' is not a model that ONNX Runtime can run: {exception.Message} Export it again.", exception);
        }

        IsConditional = _session.InputMetadata.TryGetValue(Condition, out NodeMetadata? condition) && condition.Dimensions is [_, var classes] && classes == s_classes;
        _noise = _session.InputMetadata.TryGetValue(Columns.Noise, out NodeMetadata? noise) && noise.Dimensions is [_, > 0 and var length] ? length : 0;
        bool draws = _session.OutputMetadata.TryGetValue(Columns.GeneratedImage, out NodeMetadata? image) && image.Dimensions is [_, 1, FashionMnistPictures.Side, FashionMnistPictures.Side];
        if (_noise == 0 || !draws || _session.InputMetadata.Count != (IsConditional ? 2 : 1))
        {
            string found = $"({string.Join(", ", _session.InputMetadata.Keys)}) and gives ({string.Join(", ", _session.OutputMetadata.Keys)})";
            _session.Dispose();
            throw new InvalidDataException($"'{path}' takes {found}, but a generator of Fashion-MNIST pictures takes {Columns.Noise} (N, Z), and perhaps {Condition} (N, {s_classes}), "
                + $"and gives {Columns.GeneratedImage} (N, 1, {FashionMnistPictures.Side}, {FashionMnistPictures.Side}). Choose another.");
        }
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

            using OrtValue noiseValue = Tensor(noise, [rows, _noise]), conditionValue = Tensor(conditions, [rows, s_classes]);
            using OrtValue image = Tensor(images.AsMemory(first * FashionMnistPictures.Size, rows * FashionMnistPictures.Size), [rows, 1, FashionMnistPictures.Side, FashionMnistPictures.Side]);
            if (IsConditional)
                _session.Run(_run, [Condition, Columns.Noise], [conditionValue, noiseValue], [Columns.GeneratedImage], [image]);
            else
                _session.Run(_run, [Columns.Noise], [noiseValue], [Columns.GeneratedImage], [image]);
        }

        return FashionMnistPictures.Of(images, labels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    static OrtValue Tensor(Memory<float> values, long[] shape) => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
}
