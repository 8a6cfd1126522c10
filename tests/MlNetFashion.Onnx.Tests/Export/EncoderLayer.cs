using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx.Tests.Export;

sealed class EncoderLayer : torch.nn.Module<Value, Value, Value>
{
    readonly Attention attention;
    readonly LayerNorm norm1, norm2;
    readonly Linear up, down;
    readonly Dropout dropout;

    public EncoderLayer(long width, long heads) : base(nameof(EncoderLayer))
    {
        attention = new Attention(width, heads);
        norm1 = torch.nn.LayerNorm(width, 1e-12);
        norm2 = torch.nn.LayerNorm(width, 1e-12);
        up = torch.nn.Linear(width, 4 * width);
        down = torch.nn.Linear(4 * width, width);
        dropout = torch.nn.Dropout(0.1);
        RegisterComponents();
    }

    public override Value forward(Value x, Value bias)
    {
        x = norm1.call(x + dropout.call(attention.call(x, bias)));
        return norm2.call(x + dropout.call(down.call(up.call(x).gelu())));
    }
}
