using System.Reflection;
using MlNetFashion.Tests;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Torch;

[NonParallelizable]
public sealed class KeptNumbersTests
{
    // In the first two libtorch works for a while before it reads the number. Left to TorchSharp, one call in ten failed, once it was compiled for speed.
    static TestCaseData[] Operations =>
    [
        Case("a sum, which is one number times the second", (whole, real) => whole + real, 2),
        Case("a filling", (whole, real) => real.masked_fill(whole == 1, 7), 7),
        Case("a product", (_, real) => real * 0.5, 0.5f),
        Case("a function", (_, real) => nn.functional.leaky_relu(real - 2, 0.25), -0.25f),
    ];

    [TestCaseSource(nameof(Operations))]
    public void The_collector_may_run_at_any_time(Func<Tensor, Tensor, Tensor> operation, float expected)
    {
        using Tensor whole = ones(1 << 20, ScalarType.Int32), real = ones(1 << 20);
        // Methods that are compiled in haste keep their arguments to their end; after many calls they are compiled anew.
        Call(operation, whole[..8], real[..8], expected, times: 2000);
        using var collector = new RestlessCollector();
        Call(operation, whole, real, expected, times: 200);
    }

    [Test]
    public void A_number_stays_while_as_many_others_come_and_go_as_are_kept_and_no_longer()
    {
        Assert.That(TorchLibrary.KeepsNumbers, "this version of .NET or TorchSharp frees them in another way");
        // Numbers that earlier tests forgot take places, too, when the collector finds them. It finds them now, and the rest is room for a few more.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(MakeAndDispose(KeptNumbers.Count * 3 / 4), Is.Unique, "one was freed at once");
        // A freed place is taken again.
        Assert.That(MakeAndDispose(3 * KeptNumbers.Count).Distinct().Count(), Is.LessThan(2 * KeptNumbers.Count));
    }

    static void Call(Func<Tensor, Tensor, Tensor> operation, Tensor whole, Tensor real, float expected, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            Assert.That((operation(whole, real) == expected).all().item<bool>(), $"call {i}");
        }
    }

    static nint[] MakeAndDispose(int numbers)
    {
        var handle = typeof(Scalar).GetProperty("Handle", BindingFlags.Instance | BindingFlags.NonPublic)!.GetMethod!.CreateDelegate<Func<Scalar, nint>>();
        nint[] addresses = new nint[numbers];
        for (int i = 0; i < numbers; i++)
        {
            using Scalar number = i;
            addresses[i] = handle(number);
        }

        return addresses;
    }

    static TestCaseData Case(string name, Func<Tensor, Tensor, Tensor> operation, float expected) =>
        new TestCaseData(operation, expected).SetArgDisplayNames(name);
}
