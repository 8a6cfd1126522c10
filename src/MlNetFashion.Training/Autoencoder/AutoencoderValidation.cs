using MlNetFashion.Images;
using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>How well an autoencoder draws pictures again that it has not learned from.</summary>
/// <param name="items">One or more.</param>
/// <param name="imageSize">Side of their pictures.</param>
sealed class AutoencoderValidation(IReadOnlyList<TrainingItem> items, int imageSize)
{
    const int PartSize = 64, Columns = 8, Rows = 5;

    readonly EmbeddingInputs _inputs = new(WordPieceTokenizer.Default, MlNetFashion.Columns.MaxTokens, imageSize);

    /// <summary>The mean errors <c>pixelError</c> and <c>colourError</c>, of a range of 2, and <c>sharpness</c>: the energy of differences of neighbours, as
    /// a share of the pictures'.</summary>
    public IReadOnlyDictionary<string, double> Score(PictureAutoencoder model)
    {
        double pixels = 0, colours = 0, energy = 0, wanted = 0;
        foreach (TrainingItem[] part in items.Chunk(PartSize))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor real = Images(part), again = model.call(real).Tensor.clamp(-1, 1);
            pixels += AutoencoderLosses.Pixels(again, real).item<float>() * part.Length;
            colours += AutoencoderLosses.Colours(again, real).item<float>() * part.Length;
            energy += Energy(again) * part.Length;
            wanted += Energy(real) * part.Length;
        }

        return new Dictionary<string, double>
        {
            ["pixelError"] = pixels / items.Count,
            ["colourError"] = colours / items.Count,
            ["sharpness"] = energy / Math.Max(1e-9, wanted),
        };
    }

    /// <summary>Rows of pictures, each above the same drawn again.</summary>
    public RgbImage Sheet(PictureAutoencoder model)
    {
        TrainingItem[] shown = [.. items.Take(Rows * Columns)];
        Tensor real = Images(shown), again = model.call(real).Tensor;
        var sheet = new RgbImage(Columns * imageSize, 2 * Rows * imageSize);
        for (int i = 0; i < shown.Length; i++)
        {
            Place(real[i], i / Columns * 2, i % Columns);
            Place(again[i], i / Columns * 2 + 1, i % Columns);
        }

        return sheet;

        void Place(Tensor picture, int row, int column)
        {
            RgbImage image = ImagePreprocessing.FromTensor(picture.contiguous().cpu().data<float>().ToArray(), imageSize);
            for (int y = 0; y < imageSize; y++)
                image.Pixels.AsSpan(y * imageSize * 3, imageSize * 3)
                    .CopyTo(sheet.Pixels.AsSpan(((row * imageSize + y) * sheet.Width + column * imageSize) * 3));
        }
    }

    Tensor Images(TrainingItem[] part) => _inputs.Images(part, Augmentation.None, new Random(0));

    static double Energy(Tensor pictures) =>
        (pictures[.., .., 1.., ..] - pictures[.., .., ..^1, ..]).pow(2).mean().item<float>()
            + (pictures[.., .., .., 1..] - pictures[.., .., .., ..^1]).pow(2).mean().item<float>();
}
