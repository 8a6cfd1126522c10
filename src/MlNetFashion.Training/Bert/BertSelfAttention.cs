using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>Each token's mixture of all: states (N, T, H) and an additive mask (N, 1, 1, T) to (N, T, H).</summary>
sealed class BertSelfAttention : Module<Value, Value, Value>
{
    readonly Linear query;
    readonly Linear key;
    readonly Linear value;
    readonly Dropout dropout;
    readonly int _heads;
    readonly int _headSize;

    /// <summary>Makes the projections.</summary>
    /// <exception cref="ArgumentException">The heads do not divide the hidden size.</exception>
    public BertSelfAttention(BertOptions options) : base(nameof(BertSelfAttention))
    {
        if (options.HiddenSize % options.Heads != 0)
            throw new ArgumentException($"The hidden size {options.HiddenSize} is no multiple of the {options.Heads} heads. "
                + "Choose a number of heads that divides it.", nameof(options));
        _heads = options.Heads;
        _headSize = options.HiddenSize / options.Heads;
        query = Linear(options.HiddenSize, options.HiddenSize);
        key = Linear(options.HiddenSize, options.HiddenSize);
        value = Linear(options.HiddenSize, options.HiddenSize);
        dropout = Dropout(options.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value mask)
    {
        Value q = Split(query.call(states)), k = Split(key.call(states)), v = Split(value.call(states)); // (N, h, T, s)
        Value scores = q.matmul(k.transpose(-2, -1)) / Math.Sqrt(_headSize) + mask;               // (N, h, T, T)
        Value mixed = dropout.call(scores.softmax(-1)).matmul(v);                                 // (N, h, T, s)
        return mixed.permute(0, 2, 1, 3).flatten(2);                                              // (N, T, H)
    }

    Value Split(Value x) => x.view(x.size(0), x.size(1), _heads, _headSize).permute(0, 2, 1, 3);
}
