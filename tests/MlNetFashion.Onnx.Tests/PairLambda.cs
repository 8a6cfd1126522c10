using TorchSharp;

namespace MlNetFashion.Onnx.Tests;

/// <summary>A function of two values as a module.</summary>
sealed class PairLambda(Func<Value, Value, Value> function) : torch.nn.Module<Value, Value, Value>(nameof(PairLambda))
{
    public override Value forward(Value a, Value b) => function(a, b);
}
