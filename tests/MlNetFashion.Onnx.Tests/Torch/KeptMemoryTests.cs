using System.Globalization;
using NUnit.Framework;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Torch;

[NonParallelizable]
public sealed class KeptMemoryTests
{
    [Test]
    [Platform("Linux")]
    public void MemoryThatWasGivenBackIsTakenAgainWithoutNewPages()
    {
        if (!File.Exists("/proc/thread-self/stat") || !File.ReadAllText("/proc/self/maps").Contains("libc.so.6", StringComparison.Ordinal))
            Assert.Ignore("This system's C library is not glibc.");
        TakeAndGiveBack(3);
        long before = PageFaults();
        TakeAndGiveBack(50);
        // Mapped anew, 50 times 16 MB are 200,000 pages, or 400 huge ones, of which this thread touches at least half.
        Assert.That(PageFaults() - before, Is.LessThan(100));
    }

    static void TakeAndGiveBack(int times)
    {
        for (int i = 0; i < times; i++)
            ones(1 << 22).Dispose();
    }

    // The tenth field of this thread's line; its name, the second, is in brackets and may have blanks.
    static long PageFaults()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
