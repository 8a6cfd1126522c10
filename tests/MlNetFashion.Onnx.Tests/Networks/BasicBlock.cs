using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

sealed class BasicBlock : nn.Module<Value, Value>
{
    readonly Conv2d conv1, conv2;
    readonly BatchNorm2d bn1, bn2;
    readonly Sequential? shortcut;

    public BasicBlock(long input, long output, long stride) : base(nameof(BasicBlock))
    {
        conv1 = nn.Conv2d(input, output, 3, stride: stride, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(output);
        conv2 = nn.Conv2d(output, output, 3, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(output);
        shortcut = input == output && stride == 1 ? null : nn.Sequential(nn.Conv2d(input, output, 1, stride: stride, bias: false), nn.BatchNorm2d(output));
        RegisterComponents();
    }

    public override Value forward(Value x)
    {
        Value y = bn2.call(conv2.call(bn1.call(conv1.call(x)).relu()));
        return (y + (shortcut is null ? x : shortcut.call(x))).relu();
    }
}
