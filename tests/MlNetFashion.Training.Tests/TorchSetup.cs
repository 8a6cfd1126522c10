using MlNetFashion.Onnx;
using TorchSharp;

[assembly: MlNetFashion.Tests.TensorScope]

namespace MlNetFashion.Training.Tests;

[SetUpFixture]
public sealed class TorchSetup
{
    [OneTimeSetUp]
    public void Load()
    {
        TorchLibrary.EnsureLoaded();
        // Sums come out in the same order whatever the machine has: exact resuming can be asserted.
        torch.set_num_threads(1);
    }
}
