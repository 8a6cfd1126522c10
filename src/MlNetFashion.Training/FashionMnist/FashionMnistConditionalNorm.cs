using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Batch normalisation whose scale and shift follow from what steers it: (N, C, H, W) and (N, S) to (N, C, H, W).</summary>
sealed class FashionMnistConditionalNorm : Module<Value, Value, Value>
{
    readonly BatchNorm2d norm;
    readonly Linear steer;
    readonly int _channels;

    public FashionMnistConditionalNorm(int channels, int steering) : base(nameof(FashionMnistConditionalNorm))
    {
        _channels = channels;
        norm = BatchNorm2d(channels, affine: false);
        steer = Linear(steering, 2 * channels);
        RegisterComponents();
        init.normal_(steer.weight, 0, 0.02);
        init.zeros_(steer.bias);
    }

    public override Value forward(Value x, Value h)
    {
        Value[] scaleAndShift = steer.call(h).reshape(-1, 2 * _channels, 1, 1).chunk(2, 1);
        return norm.call(x) * (scaleAndShift[0] + 1) + scaleAndShift[1];
    }
}
