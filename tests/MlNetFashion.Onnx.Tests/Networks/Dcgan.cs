using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>DCGAN for 64 by 64 pixels, of TorchSharp's layers alone.</summary>
static class Dcgan
{
    public static Sequential Generator(long noise = 32, long width = 8) => nn.Sequential(
        nn.Unflatten(1, [noise, 1, 1]),
        nn.ConvTranspose2d(noise, 8 * width, 4, bias: false), nn.BatchNorm2d(8 * width), nn.ReLU(),
        nn.ConvTranspose2d(8 * width, 4 * width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(4 * width), nn.ReLU(),
        nn.ConvTranspose2d(4 * width, 2 * width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(2 * width), nn.ReLU(),
        nn.ConvTranspose2d(2 * width, width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(width), nn.ReLU(),
        nn.ConvTranspose2d(width, 3, 4, stride: 2, padding: 1, bias: false), nn.Tanh());

    public static Sequential Discriminator(long width = 8) => nn.Sequential(
        nn.Conv2d(3, width, 4, stride: 2, padding: 1, bias: false), nn.LeakyReLU(0.2),
        nn.Conv2d(width, 2 * width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(2 * width), nn.LeakyReLU(0.2),
        nn.Conv2d(2 * width, 4 * width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(4 * width), nn.LeakyReLU(0.2),
        nn.Conv2d(4 * width, 8 * width, 4, stride: 2, padding: 1, bias: false), nn.BatchNorm2d(8 * width), nn.LeakyReLU(0.2),
        nn.Conv2d(8 * width, 1, 4, bias: false), nn.Flatten(), nn.Sigmoid());
}
