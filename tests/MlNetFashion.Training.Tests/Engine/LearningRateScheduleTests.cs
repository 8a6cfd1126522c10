using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class LearningRateScheduleTests
{
    [Test]
    public void TheRateRisesToItsHighestAndFallsFromThere()
    {
        const int WarmUp = 10, Steps = 100;
        double[] rates = [.. Enumerable.Range(0, Steps).Select(step => LearningRateSchedule.WarmUpCosine(1e-3, WarmUp, Steps, step))];
        Assert.That(rates[..WarmUp], Is.Ordered.Ascending);
        Assert.That(rates[WarmUp..], Is.Ordered.Descending);
        Assert.That(rates.Max(), Is.EqualTo(1e-3).Within(1e-12));
        Assert.That(rates[^1], Is.InRange(2e-5, 3e-5));
    }
}
