using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx.Tests.Export;

/// <summary>Multi-head attention as models write it by hand, with a padding mask.</summary>
sealed class Attention : torch.nn.Module<Value, Value, Value>
{
    readonly long _heads;
    readonly Linear query, key, value, output;

    public Attention(long width, long heads) : base(nameof(Attention))
    {
        _heads = heads;
        query = torch.nn.Linear(width, width);
        key = torch.nn.Linear(width, width);
        value = torch.nn.Linear(width, width);
        output = torch.nn.Linear(width, width);
        RegisterComponents();
    }

    public override Value forward(Value x, Value bias)
    {
        Value q = Split(query.call(x)), k = Split(key.call(x)), v = Split(value.call(x)); // (N, heads, T, D / heads)
        long size = (long)q.size(-1);
        Value scores = q.matmul(k.transpose(-1, -2)) / Math.Sqrt(size) + bias;             // (N, heads, T, T)
        Value mixed = scores.softmax(-1).matmul(v).permute(0, 2, 1, 3);
        return output.call(mixed.reshape(x.size(0), x.size(1), x.size(2)));
    }

    Value Split(Value x) => x.view(x.size(0), x.size(1), _heads, x.size(2) / _heads).permute(0, 2, 1, 3);
}
