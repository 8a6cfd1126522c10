using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

sealed class Gpt2Block : nn.Module<Value, Value>
{
    readonly long _heads;
    readonly LayerNorm ln_1, ln_2;
    readonly Linear attn, proj, fc, mlp;

    public Gpt2Block(long width, long heads) : base(nameof(Gpt2Block))
    {
        _heads = heads;
        ln_1 = nn.LayerNorm(width);
        ln_2 = nn.LayerNorm(width);
        attn = nn.Linear(width, 3 * width);
        proj = nn.Linear(width, width);
        fc = nn.Linear(width, 4 * width);
        mlp = nn.Linear(4 * width, width);
        RegisterComponents();
    }

    public override Value forward(Value x)
    {
        Value[] qkv = attn.call(ln_1.call(x)).chunk(3, -1);
        Value q = Split(qkv[0]), k = Split(qkv[1]), v = Split(qkv[2]);
        Value future = Value.ones(x.size(1), x.size(1)).tril().eq(0);                                  // (T, T)
        Value scores = (q.matmul(k.transpose(-1, -2)) / Math.Sqrt((long)q.size(-1))).masked_fill(future, double.NegativeInfinity);
        x += proj.call(scores.softmax(-1).matmul(v).permute(0, 2, 1, 3).reshape(x.shape));
        return x + mlp.call(fc.call(ln_2.call(x)).gelu_tanh());
    }

    Value Split(Value x) => x.view(x.size(0), x.size(1), _heads, x.size(2) / _heads).permute(0, 2, 1, 3);
}
