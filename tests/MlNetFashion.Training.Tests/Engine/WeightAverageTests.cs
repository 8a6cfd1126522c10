using MlNetFashion.Training.Engine;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class WeightAverageTests
{
    [TestCase(0, 0)]
    [TestCase(0.5, 0)]
    [TestCase(0.999, 0)]
    [TestCase(0.9, 5000)]
    public void TheAverageFollowsItsRecurrence(double decay, int firstStep)
    {
        using IDisposable _ = no_grad();
        using nn.Module average = nn.Linear(1, 1), current = nn.Linear(1, 1);
        Parameter Weight(nn.Module module) => module.get_parameter("weight")!;
        Weight(current).fill_(2);
        var update = new WeightAverage(average, current, decay);
        double expected = 2;
        for (int step = firstStep; step < firstStep + 20; step++)
        {
            double value = Math.Sin(step);
            Weight(current).fill_(value);
            update.Update(step);
            double keep = Math.Min(decay, (1.0 + step) / (10.0 + step));
            expected = keep * expected + (1 - keep) * value;
            Assert.That(Weight(average).item<float>(), Is.EqualTo(expected).Within(1e-5));
        }
    }

    [Test]
    public void BuffersAreThoseOfTheLastStep()
    {
        using nn.Module average = nn.BatchNorm1d(3), current = nn.BatchNorm1d(3);
        var update = new WeightAverage(average, current, 0.9);
        current.state_dict()["running_mean"].fill_(7);
        update.Update(100);
        Assert.That(average.state_dict()["running_mean"].data<float>().ToArray(), Is.All.EqualTo(7));
    }
}
