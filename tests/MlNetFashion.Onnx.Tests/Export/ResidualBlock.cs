using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx.Tests.Export;

sealed class ResidualBlock : torch.nn.Module<Value, Value>
{
    readonly Conv2d conv1, conv2;
    readonly BatchNorm2d norm;

    public ResidualBlock(long channels) : base(nameof(ResidualBlock))
    {
        conv1 = torch.nn.Conv2d(channels, channels, 3, padding: 1);
        conv2 = torch.nn.Conv2d(channels, channels, 3, padding: 1);
        norm = torch.nn.BatchNorm2d(channels);
        RegisterComponents();
    }

    public override Value forward(Value x) => (conv2.call(norm.call(conv1.call(x)).relu()) + x).relu();
}
