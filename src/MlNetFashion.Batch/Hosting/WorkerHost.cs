using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace MlNetFashion.Batch;

/// <summary>A process that runs jobs by the clock until it is told to stop. Any number of them do the jobs of one database together.</summary>
static class WorkerHost
{
    const string SchedulerName = "fashion";

    static readonly TimeSpan s_checkIn = TimeSpan.FromSeconds(5);

    /// <summary>Builds a worker. It works from its start to its end.</summary>
    /// <param name="jobs">What it does; all of one database, or all of one machine.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two jobs have one name, or not all have the same database.</exception>
    public static WebApplication Build(IReadOnlyList<JobFile> jobs, WorkerOptions? options = null)
    {
        options ??= new WorkerOptions();
        Check(jobs);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (options.JsonLogs)
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true,
                "yyyy-MM-dd HH:mm:ss ", true));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.WebHost.UseUrls(options.Address ?? "http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IReadOnlyList<ScheduledJob>>(services =>
            [.. jobs.Select(job => new ScheduledJob(job, options, services.GetRequiredService<ILoggerFactory>().CreateLogger("fashion")))]);
        builder.Services.AddHostedService<StepLoop>();
        builder.Services.AddHealthChecks().AddCheck<JobsHealth>("jobs");
        AddClock(builder.Services, jobs);
        WebApplication app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapGet("/metrics", (IReadOnlyList<ScheduledJob> all) => Results.Text(PrometheusText.Of(Reports(all, 1)), "text/plain; version=0.0.4"));
        app.MapGet("/status", (IReadOnlyList<ScheduledJob> all) => Results.Json(Reports(all, 7), ReportJson.Default.IReadOnlyListRunReport));
        IReadOnlyList<ScheduledJob> opened = app.Services.GetRequiredService<IReadOnlyList<ScheduledJob>>();
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            foreach (ScheduledJob job in opened)
                job.Dispose();
        });
        return app;
    }

    static void AddClock(IServiceCollection services, IReadOnlyList<JobFile> jobs)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId) = (SchedulerName, true));
            if (jobs[0].Database is not null)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(StoreDialect.ConnectionString(jobs[0]));
                    store.UseSystemTextJsonSerializer();
                    store.UseClustering(cluster => cluster.CheckinInterval = s_checkIn);
                    store.ProvisionSchema();
                });
            }

            foreach (JobFile job in jobs)
            {
                if (job.Times() is not { } times)
                    continue;
                quartz.AddJob<BeginRun>(configure => configure.WithIdentity(job.Name).StoreDurably());
                quartz.AddTrigger(configure => configure.WithIdentity(job.Name).ForJob(job.Name)
                    // A run that was missed is made up once, however many there were.
                    .WithCronSchedule(times, cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            }
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    static void Check(IReadOnlyList<JobFile> jobs)
    {
        if (jobs.Count == 0)
            throw new ArgumentException("A worker needs a job file or more.");
        if (jobs.GroupBy(job => job.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two job files are called \"{twice.Key}\". Give one another name.");
        if (jobs.Select(job => job.Database).Distinct().Count() > 1)
            throw new ArgumentException("The jobs of a worker have one database, or none has any. Start a worker for each database.");
    }

    static IReadOnlyList<RunReport> Reports(IReadOnlyList<ScheduledJob> jobs, int most) => [.. jobs.SelectMany(job => job.Store.Reports(job.Job.Name, most))];
}
