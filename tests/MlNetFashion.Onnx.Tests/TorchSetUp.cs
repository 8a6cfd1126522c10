using NUnit.Framework;

[assembly: MlNetFashion.Tests.TensorScope]

namespace MlNetFashion.Onnx.Tests;

[SetUpFixture]
public sealed class TorchSetUp
{
    [OneTimeSetUp]
    public void LoadTorch()
    {
        TorchLibrary.EnsureLoaded();
        TorchSharp.torch.set_num_threads(1);
    }
}
