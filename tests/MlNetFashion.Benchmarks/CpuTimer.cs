using System.Diagnostics;

namespace MlNetFashion.Benchmarks;

/// <summary>How long work takes: the best of five times, for other programs may be busy; by the clock, and by the processor's time that it used itself.</summary>
static class CpuTimer
{
    const int Times = 5;

    /// <summary>Seconds by the clock and of all the process's threads, each the least of five.</summary>
    public static (double Wall, double Cpu) Best(Action work)
    {
        (double wall, double cpu) = (double.MaxValue, double.MaxValue);
        for (int time = 0; time < Times; time++)
        {
            long started = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            work();
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return (wall, cpu);
    }
}
