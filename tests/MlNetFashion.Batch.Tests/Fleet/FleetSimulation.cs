namespace MlNetFashion.Tests.Fleet;

/// <summary>Workers that take shards, die and come back, by the rules of the job's state: a shard whose worker died is free when its lease ends, and
/// is done anew.</summary>
/// <param name="Machines">Workers.</param>
/// <param name="Shards">Shards, all alike.</param>
/// <param name="ShardSeconds">How long one takes.</param>
/// <param name="DeathsADay">How often a machine dies in a day of work.</param>
/// <param name="LeaseSeconds">After how long a dead worker's shard is free.</param>
/// <param name="DownSeconds">How long a dead machine is away.</param>
sealed record FleetSimulation(int Machines, int Shards, double ShardSeconds, double DeathsADay, double LeaseSeconds, double DownSeconds)
{
    const double SecondsADay = 86_400;

    /// <summary>Runs it.</summary>
    /// <returns>Seconds to the end, deaths, and the seconds of work that were lost with them.</returns>
    public (double Seconds, int Deaths, double LostSeconds) Run(int seed)
    {
        var random = new Random(seed);
        int waiting = Shards, done = 0, deaths = 0;
        double lost = 0, end = 0;
        // When a machine is free, and when a dead one's shard is.
        var machines = new PriorityQueue<int, double>(Enumerable.Range(0, Machines).Select(machine => (machine, 0.0)));
        var freed = new PriorityQueue<int, double>();
        while (done < Shards)
        {
            machines.TryDequeue(out int machine, out double now);
            while (freed.TryPeek(out _, out double free) && free <= now)
            {
                freed.Dequeue();
                waiting++;
            }

            if (waiting == 0)
            {
                // Nothing to take but what a dead worker still holds.
                if (freed.TryPeek(out _, out double next))
                    machines.Enqueue(machine, Math.Max(now, next));
                continue;
            }

            waiting--;
            double untilDeath = -Math.Log(1 - random.NextDouble()) * SecondsADay / DeathsADay;
            if (untilDeath >= ShardSeconds)
            {
                done++;
                end = Math.Max(end, now + ShardSeconds);
                machines.Enqueue(machine, now + ShardSeconds);
                continue;
            }

            deaths++;
            lost += untilDeath;
            freed.Enqueue(0, now + untilDeath + LeaseSeconds);
            machines.Enqueue(machine, now + untilDeath + DownSeconds);
        }

        return (end, deaths, lost);
    }
}
