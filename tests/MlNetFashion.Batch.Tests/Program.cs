using MlNetFashion.Tests.Jobs;

// Tests of what must outlive a process start this assembly as that process.
if (args is [KilledJob.Verb, var job, var night, var last])
    KilledJob.Run(job, DateTimeOffset.Parse(night, System.Globalization.CultureInfo.InvariantCulture), int.Parse(last,
        System.Globalization.CultureInfo.InvariantCulture));
