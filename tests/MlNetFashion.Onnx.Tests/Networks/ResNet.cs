using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>ResNet-18: 18 layers with weights, a width of 64 in the original.</summary>
sealed class ResNet : nn.Module<Value, Value>
{
    readonly Sequential stem;
    readonly ModuleList<BasicBlock> blocks;
    readonly Linear head;

    public ResNet(long width = 64, long classes = 1000) : base(nameof(ResNet))
    {
        stem = nn.Sequential(nn.Conv2d(3, width, 7, stride: 2, padding: 3, bias: false), nn.BatchNorm2d(width), nn.ReLU(inplace: true),
            nn.MaxPool2d(3, stride: 2, padding: 1));
        List<BasicBlock> all = [];
        long channels = width;
        for (int stage = 0; stage < 4; stage++)
        {
            all.Add(new BasicBlock(channels, width << stage, stage == 0 ? 1 : 2));
            all.Add(new BasicBlock(width << stage, width << stage, 1));
            channels = width << stage;
        }

        blocks = nn.ModuleList(all.ToArray());
        head = nn.Linear(channels, classes);
        RegisterComponents();
    }

    public override Value forward(Value x)
    {
        x = stem.call(x);
        foreach (BasicBlock block in blocks)
            x = block.call(x);
        return head.call(x.adaptive_avg_pool([1, 1]).flatten(1));
    }
}
