using TorchSharp;

namespace MlNetFashion.Onnx.Tests;

/// <summary>A function as a module.</summary>
sealed class Lambda(Func<Value, Value> function) : torch.nn.Module<Value, Value>(nameof(Lambda))
{
    public override Value forward(Value x) => function(x);
}
