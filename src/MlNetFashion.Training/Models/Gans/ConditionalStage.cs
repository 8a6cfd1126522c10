using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Twice the size: (N, from, H, W) and what steers it (N, S) to (N, to, 2H, 2W).</summary>
sealed class ConditionalStage : Module<Value, Value, Value>
{
    readonly ConvTranspose2d enlarge;
    readonly ConditionalNorm norm;

    public ConditionalStage(int from, int to, int steering) : base(nameof(ConditionalStage))
    {
        // A kernel of twice the stride covers every pixel equally often: four products a pixel, where enlarging first would need nine.
        enlarge = ConvTranspose2d(from, to, kernel_size: 4, stride: 2, padding: 1, bias: false);
        norm = new ConditionalNorm(to, steering);
        RegisterComponents();
    }

    public override Value forward(Value x, Value h) => norm.call(enlarge.call(x), h).relu();
}
