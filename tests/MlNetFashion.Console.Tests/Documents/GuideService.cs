using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MlNetFashion.Tests.Documents;

/// <summary>A web service out of a document: runs it as it stands, on a free port, until it is disposed of.</summary>
sealed class GuideService : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<IDisposable> _subscriptions = [];
    readonly Task _running;

    /// <summary>Starts it, and waits until it listens.</summary>
    public GuideService(string code)
    {
        MethodInfo entry = GuideProgram.Compile(code, isWeb: true);
        // The host says that it is built by this event; the hosts of ASP.NET's own tests are found so.
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        _running = Task.Run(() => entry.Invoke(null, [new[] { "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None" }]));
        if (Task.WaitAny([_host.Task, _running], s_patience) != 0)
            throw new AssertionException("The service did not start.", _running.Exception);
        using var started = new ManualResetEventSlim();
        Lifetime.ApplicationStarted.Register(started.Set);
        if (!started.Wait(s_patience))
            throw new AssertionException("The service does not listen.", _running.Exception);
        string address = _host.Task.Result.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>What it registered.</summary>
    public IServiceProvider Services => _host.Task.Result.Services;

    IHostApplicationLifetime Lifetime => Services.GetRequiredService<IHostApplicationLifetime>();

    /// <summary>Stops it as Ctrl+C would, and waits for its end.</summary>
    public void Dispose()
    {
        Client.Dispose();
        Lifetime.StopApplication();
        Assert.That(_running.Wait(s_patience), Is.True, "The service did not stop.");
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            _subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "HostBuilt")
            _host.TrySetResult((IHost)value.Value!);
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}
