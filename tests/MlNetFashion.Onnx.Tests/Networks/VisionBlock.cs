using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

sealed class VisionBlock : nn.Module<Value, Value>
{
    readonly long _heads;
    readonly LayerNorm norm1, norm2;
    readonly Linear qkv, proj, fc1, fc2;

    public VisionBlock(long width, long heads) : base(nameof(VisionBlock))
    {
        _heads = heads;
        norm1 = nn.LayerNorm(width, 1e-6);
        norm2 = nn.LayerNorm(width, 1e-6);
        qkv = nn.Linear(width, 3 * width);
        proj = nn.Linear(width, width);
        fc1 = nn.Linear(width, 4 * width);
        fc2 = nn.Linear(4 * width, width);
        RegisterComponents();
    }

    public override Value forward(Value x)
    {
        Value all = qkv.call(norm1.call(x)).reshape(x.size(0), x.size(1), 3, _heads, -1).permute(2, 0, 3, 1, 4); // (3, N, heads, T, D / heads)
        Value mixed = Value.scaled_dot_product_attention(all.select(0, 0), all.select(0, 1), all.select(0, 2));
        x += proj.call(mixed.transpose(1, 2).reshape(x.shape));
        return x + fc2.call(fc1.call(norm2.call(x)).gelu());
    }
}
