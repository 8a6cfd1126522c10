using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Self-attention and feed-forward, each followed by a residual and a layer norm (post norm, as BERT has it).</summary>
public sealed class BertLayer : Module<Tensor, Tensor, Tensor>
{
    readonly BertAttention attention;
    readonly Linear intermediate;
    readonly Linear output;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes a layer.</summary>
    public BertLayer(TextEncoderOptions options) : base(nameof(BertLayer))
    {
        attention = new BertAttention(options);
        intermediate = Linear(options.HiddenSize, options.IntermediateSize);
        output = Linear(options.IntermediateSize, options.HiddenSize);
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: 1e-12);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor states, Tensor mask)
    {
        Tensor attended = attention.forward(states, mask);                                           // (N, T, H)
        Tensor inner = functional.gelu(intermediate.forward(attended));                              // (N, T, 4H)
        return LayerNorm.forward(attended + dropout.forward(output.forward(inner)));
    }
}
