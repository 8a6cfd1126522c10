using MlNetFashion.Training.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

[NonParallelizable]
public sealed class DeviceScopeTests
{
    // The device that has shapes and no numbers is there on every computer.
    [Test]
    public void NewTensorsAreOnTheDeviceWhileItLasts()
    {
        using (new DeviceScope(META))
        {
            Assert.That(zeros(2).device_type, Is.EqualTo(DeviceType.META));
            Assert.That(tensor(new float[] { 1, 2 }, [2, 1]).device_type, Is.EqualTo(DeviceType.META));
            Assert.That(tensor(new long[] { 1, 2 }).device_type, Is.EqualTo(DeviceType.META));
            Assert.That(randn(2, 2).device_type, Is.EqualTo(DeviceType.META));
            Assert.That(arange(3).device_type, Is.EqualTo(DeviceType.META));
        }

        Assert.That(zeros(2).device_type, Is.EqualTo(DeviceType.CPU));
    }

    [Test]
    public void ADeviceThatIsNotHereIsRefusedInASentence()
    {
        Assert.That(DeviceScope.Find(TrainingDevice.Cpu).type, Is.EqualTo(DeviceType.CPU));
        Refuse(TrainingDevice.Cuda, cuda.is_available(), "cuda");
        Refuse(TrainingDevice.Mps, mps_is_available(), "mps");

        static void Refuse(TrainingDevice device, bool isHere, string name)
        {
            if (!isHere)
                Assert.That(() => DeviceScope.Find(device),
                    Throws.InstanceOf<PlatformNotSupportedException>().With.Message.Contains($"The device is to be {name}").And.Message.Contains("cpu"));
        }
    }
}
