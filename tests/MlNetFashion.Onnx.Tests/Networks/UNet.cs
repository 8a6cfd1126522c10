using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>A U-Net of three levels, for images whose sides are multiples of 4.</summary>
sealed class UNet : nn.Module<Value, Value>
{
    readonly Sequential down1, down2, middle, join2, join1;
    readonly ConvTranspose2d up2;
    readonly Upsample up1;
    readonly Conv2d last;
    readonly MaxPool2d pool;

    public UNet(long width = 8) : base(nameof(UNet))
    {
        down1 = Twice(3, width);
        down2 = Twice(width, 2 * width);
        middle = Twice(2 * width, 4 * width);
        up2 = nn.ConvTranspose2d(4 * width, 2 * width, 2, stride: 2);
        join2 = Twice(4 * width, 2 * width);
        up1 = nn.Upsample(scale_factor: [2.0, 2.0], mode: UpsampleMode.Bilinear, align_corners: false);
        join1 = Twice(3 * width, width);
        last = nn.Conv2d(width, 1, 1);
        pool = nn.MaxPool2d(2);
        RegisterComponents();
    }

    public override Value forward(Value x)
    {
        Value a = down1.call(x);
        Value b = down2.call(pool.call(a));
        Value c = middle.call(pool.call(b));
        Value d = join2.call(Value.cat([up2.call(c), b], 1));
        return last.call(join1.call(Value.cat([up1.call(d), a], 1))).sigmoid();
    }

    static Sequential Twice(long input, long output) => nn.Sequential(
        nn.Conv2d(input, output, 3, padding: 1), nn.BatchNorm2d(output), nn.ReLU(), nn.Conv2d(output, output, 3, padding: 1),
            nn.BatchNorm2d(output), nn.ReLU());
}
