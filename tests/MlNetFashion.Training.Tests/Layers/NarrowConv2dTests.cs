using MlNetFashion.Training.Layers;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Layers;

public sealed class NarrowConv2dTests
{
    [Test]
    public void IsAConvolutionForwardsAndBackwards()
    {
        random.manual_seed(3);
        using var layer = new NarrowConv2d(5, 3);
        Dictionary<string, Tensor> weights = layer.state_dict();
        Tensor weight = weights["weight"].detach().clone().requires_grad_(), bias = weights["bias"].detach().clone().requires_grad_();
        Tensor one = randn(2, 5, 6, 9).requires_grad_(), other = one.detach().clone().requires_grad_(), pull = randn(2, 3, 6, 9);
        Tensor expected = nn.functional.conv2d(one, weight, bias, padding: [1L, 1L]), actual = layer.forward(other);
        (expected * pull).sum().backward();
        (actual * pull).sum().backward();
        Near(actual, expected);
        Near(other.grad!, one.grad!);
        Near(layer.parameters().First(each => each.dim() == 4).grad!, weight.grad!);
        Near(layer.parameters().First(each => each.dim() == 1).grad!, bias.grad!);
    }

    static void Near(Tensor actual, Tensor expected)
    {
        Assert.That(actual.shape, Is.EqualTo(expected.shape));
        Assert.That((actual - expected).abs().max().item<float>(), Is.LessThan(1e-5));
    }
}
