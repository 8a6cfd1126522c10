using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>ViT-S: patches of 16 pixels, 12 layers, 384 wide, 6 heads in the original.</summary>
sealed class VisionTransformer : nn.Module<Value, Value>
{
    readonly Conv2d patches;
    readonly Parameter cls, positions;
    readonly ModuleList<VisionBlock> blocks;
    readonly LayerNorm norm;
    readonly Linear head;

    public VisionTransformer(long image = 224, long patch = 16, long width = 384, long heads = 6, int depth = 12, long classes = 1000)
        : base(nameof(VisionTransformer))
    {
        patches = nn.Conv2d(3, width, patch, stride: patch);
        cls = nn.Parameter(randn(1, 1, width) * 0.02);
        positions = nn.Parameter(randn(1, image / patch * (image / patch) + 1, width) * 0.02);
        blocks = nn.ModuleList([.. Enumerable.Range(0, depth).Select(_ => new VisionBlock(width, heads))]);
        norm = nn.LayerNorm(width, 1e-6);
        head = nn.Linear(width, classes);
        RegisterComponents();
    }

    public override Value forward(Value image)
    {
        Value x = patches.call(image).flatten(2).transpose(1, 2);                                      // (N, patches, D)
        Value first = ((Value)cls).expand(x.size(0), -1, -1);
        x = Value.cat([first, x], 1) + positions;
        foreach (VisionBlock block in blocks)
            x = block.call(x);
        return head.call(norm.call(x).select(1, 0));
    }
}
