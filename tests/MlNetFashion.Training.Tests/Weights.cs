using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests;

/// <summary>Comparison of two modules, number by number.</summary>
static class Weights
{
    public static void AssertSame(nn.Module one, nn.Module other)
    {
        Dictionary<string, Tensor> expected = one.state_dict(), actual = other.state_dict();
        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
        foreach ((string name, Tensor value) in expected)
            Assert.That(actual[name].equal(value).all().item<bool>(), Is.True, $"{name} differs");
    }
}
