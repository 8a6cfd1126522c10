using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>What the generator is to draw for a picture and words; the picture that it draws is what is searched with.</summary>
/// <remarks><para>After SynthTripletGAN (Tautkute and Trzciński, I Want This Product but Different:
/// Multimodal Retrieval with Synthetic Query Expansion, 2021), where the generated picture stands in the
/// triplet. Here generator and image encoder are trained already and stay as they are, and what is learned is the query that the generator is given.</para>
/// <para>Search with it by the generated pictures: <c>--by generated</c>.</para></remarks>
sealed class SynthTripletComposer : Module<Value, Value, Value>
{
    readonly Linear hidden1;
    readonly Linear hidden2;
    readonly Linear change;

    /// <summary>Makes a composer with random weights.</summary>
    /// <param name="embeddingDimension">D.</param>
    /// <param name="hiddenSize">Width of the hidden layers.</param>
    public SynthTripletComposer(int embeddingDimension, int hiddenSize) : base(nameof(SynthTripletComposer))
    {
        hidden1 = Linear(2 * embeddingDimension, hiddenSize);
        hidden2 = Linear(hiddenSize, hiddenSize);
        change = Linear(hiddenSize, embeddingDimension);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value text, Value image)
    {
        // Unit-length inputs have components of about 1/sqrt(D): scaled up so that the first layer sees numbers near 1.
        double scale = Math.Sqrt((long)text.size(1));
        Value h = hidden2.call(hidden1.call(Value.cat([text, image], dim: 1) * scale).leaky_relu(0.2)).leaky_relu(0.2);
        return (text + image + change.call(h) * (1 / scale)).normalize(dim: 1);
    }
}
