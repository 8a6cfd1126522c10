using System.Globalization;

namespace MlNetFashion.Tests.Fleet;

public sealed class FleetSimulationTests
{
    const int PhotosAShard = 20_000, Photos = 100_000_000;
    const double LeaseSeconds = 60, DownSeconds = 300;

    // At a thousand photos a second.
    static double ShardSeconds => double.TryParse(Environment.GetEnvironmentVariable("MLNETFASHION_SHARD_SECONDS"), CultureInfo.InvariantCulture,
        out double seconds) ? seconds : 20;

    [TestCase(1)]
    [TestCase(10)]
    [TestCase(100)]
    public void What_dies_costs_half_a_shard_and_no_more(int machines)
    {
        foreach (double deaths in (double[])[0, 1, 24])
        {
            (double seconds, int died, double lost) = new FleetSimulation(machines, Photos / PhotosAShard, ShardSeconds, Math.Max(deaths, 1e-9),
                LeaseSeconds, DownSeconds).Run(seed: 1);
            double twice = lost / ShardSeconds * PhotosAShard / Photos;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{machines} machines, {deaths} deaths a machine and day: {seconds / 3600:F2} hours, {died} deaths, {twice:P3} of the photos embedded twice"));
            Assert.That(lost, Is.LessThanOrEqualTo(died * ShardSeconds));
            double work = (double)Photos / PhotosAShard * ShardSeconds;
            Assert.That(seconds, Is.InRange(work / machines * 0.999,
                (work + lost + died * DownSeconds) / machines + 2 * (ShardSeconds + LeaseSeconds + DownSeconds)));
        }
    }
}
