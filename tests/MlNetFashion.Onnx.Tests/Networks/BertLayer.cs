using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

sealed class BertLayer : nn.Module<Value, Value, Value>
{
    readonly long _heads;
    readonly Linear query, key, value, output, up, down;
    readonly LayerNorm norm1, norm2;
    readonly Dropout dropout;

    public BertLayer(long width, long heads) : base(nameof(BertLayer))
    {
        _heads = heads;
        query = nn.Linear(width, width);
        key = nn.Linear(width, width);
        value = nn.Linear(width, width);
        output = nn.Linear(width, width);
        up = nn.Linear(width, 4 * width);
        down = nn.Linear(4 * width, width);
        norm1 = nn.LayerNorm(width, 1e-12);
        norm2 = nn.LayerNorm(width, 1e-12);
        dropout = nn.Dropout(0.1);
        RegisterComponents();
    }

    public override Value forward(Value x, Value bias)
    {
        Value q = Split(query.call(x)), k = Split(key.call(x)), v = Split(value.call(x));             // (N, heads, T, D / heads)
        Value scores = q.matmul(k.transpose(-1, -2)) / Math.Sqrt((long)q.size(-1)) + bias;            // (N, heads, T, T)
        Value mixed = scores.softmax(-1).matmul(v).permute(0, 2, 1, 3).reshape(x.shape);              // (N, T, D)
        x = norm1.call(dropout.call(output.call(mixed)) + x);
        return norm2.call(dropout.call(down.call(up.call(x).gelu())) + x);
    }

    Value Split(Value x) => x.view(x.size(0), x.size(1), _heads, x.size(2) / _heads).permute(0, 2, 1, 3);
}
