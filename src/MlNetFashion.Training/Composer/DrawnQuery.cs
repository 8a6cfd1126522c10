using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Composer;

/// <summary>A query as the picture that a generator draws of it, seen by the image encoder; both stay as they are, and gradients go through them.</summary>
/// <param name="Generator">Draws.</param>
/// <param name="Encoder">Looks.</param>
/// <param name="NoiseDimension">Length of the generator's noise.</param>
sealed record DrawnQuery(nn.Module<Value, Value, Value> Generator, nn.Module<Value, Value> Encoder, int NoiseDimension = Columns.NoiseDimension) : IDisposable
{
    /// <summary>QueryEmbedding (N, D) to the ImageEmbedding (N, D) of one picture each, of random noise.</summary>
    public Tensor See(Tensor query)
    {
        Tensor picture = Generator.forward(query, randn(query.shape[0], NoiseDimension)).Tensor;  // (N, 3, S, S)
        return Encoder.forward(ImageEncoder.Shrink(picture)).Tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Encoder.Dispose();
    }
}
