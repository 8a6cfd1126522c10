using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Json;

namespace MlNetFashion.Web;

/// <summary>The shop: what it needs, what every request passes, what can be asked.</summary>
sealed class Shop : IAsyncDisposable
{
    readonly WebApplication _app;

    Shop(WebApplication app) => _app = app;

    /// <summary>Where it is, for a browser.</summary>
    public string Address => _app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>Opens a shop.</summary>
    /// <param name="options">What is served, to whom.</param>
    /// <param name="catalogue">What is searched; it belongs to the caller.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Shop> OpenAsync(ServeOptions options, ShopCatalogue catalogue, CancellationToken cancellation)
    {
        WebApplication app = Build(WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }), options, catalogue);
        try
        {
            await app.StartAsync(cancellation);
            return new Shop(app);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            throw new IOException($"Port {options.Port} cannot be listened on: another program may have it. Name another with --port.", taken);
        }
    }

    /// <summary>Waits until the process is told to stop, and lets those who are being served finish.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Puts the shop together.</summary>
    /// <param name="builder">Of an empty application.</param>
    /// <param name="options">What is served, to whom.</param>
    /// <param name="catalogue">What is searched; it belongs to the caller.</param>
    public static WebApplication Build(WebApplicationBuilder builder, ServeOptions options, ShopCatalogue catalogue)
    {
        AddTo(builder, options, catalogue);
        WebApplication app = builder.Build();
        Use(app);
        Map(app, options);
        return app;
    }

    static void AddTo(WebApplicationBuilder builder, ServeOptions options, ShopCatalogue catalogue)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = RequestReader.LargestBody;
            server.Limits.MaxRequestLineSize = 16 * 1024;
            server.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            server.Limits.MaxConcurrentConnections = 2000;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 4000, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.WebHost.UseUrls(Url(options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A name that leads here is not thereby this computer's: pages elsewhere could reach in by one of their own.
        builder.Configuration["AllowedHosts"] = options.IsLocal ? "localhost;127.0.0.1;[::1]" : "*";

        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        // Given as it is, so that the container does not close what belongs to the caller.
        services.AddSingleton(catalogue);
        services.AddHostedService<IndexWatch>();
        services.AddSingleton<ShopWork>();
        services.AddSingleton<UploadPlaces>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton(new SourcePhotos(options.Photos));
        services.AddHostedService<PhotoSurvey>();
        services.AddSingleton<ItemPictures>();
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Encoder = Json.Options.Encoder;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Options.TypeInfoResolver!);
        });
        services.AddSingleton<KeyGate>();
        services.AddSingleton<PageForms>();
        services.AddSingleton<TalkStore>();
        services.AddSingleton<DrawnPictures>();
        services.AddSingleton<ShownPictures>();
        services.AddSingleton(new FeedbackFile(options.Feedback));
        services.AddRazorComponents();
        // Conversations are in memory, and so may be the keys of what a browser keeps for them.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddProblemDetails();
        services.AddTelemetry(options.Telemetry);
        // Files that are the same for all. What is a shopper's own is not compressed: its length would tell of its content.
        services.AddResponseCompression(compression => compression.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"]);
        services.AddRateLimiter(limits => ClientLimits.Configure(limits, options));
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = TimeSpan.FromSeconds(60) });
        services.AddOpenApi(description =>
        {
            description.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(ForPrograms.Prefix[1..], StringComparison.Ordinal) == true;
            description.AddOperationTransformer(Describing.DescribeAsync);
            description.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "MlNetFashion", Version = "1", Description = "Multimodal fashion search: say or show what you want." };
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });
    }

    // A free port can be had of an address only, not of a name that has two.
    static string Url(ServeOptions options) => options.Host switch
    {
        "localhost" when options.Port == 0 => "http://127.0.0.1:0",
        var address when address.Contains(':') && !address.StartsWith('[') => $"http://[{address}]:{options.Port}",
        var name => $"http://{name}:{options.Port}",
    };

    // In the order in which a request passes them.
    static void Use(WebApplication app)
    {
        app.UseSafetyHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ProblemAnswer.AnswerAsync,
            // What nobody expected is logged where it is answered; a refusal is no fault of the shop's.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePages(status => ProblemAnswer.AnswerAsync(status.HttpContext, status.HttpContext.Response.StatusCode,
            Problems.Sentence(status.HttpContext.Response.StatusCode)));
        app.UseResponseCompression();
        app.UseRateLimiter();
        app.Use(next => context => context.RequestServices.GetRequiredService<KeyGate>().PassAsync(context, next));
        app.UseRequestTimeouts();
    }

    static void Map(WebApplication app, ServeOptions options)
    {
        RouteGroupBuilder api = app.MapGroup(ForPrograms.Prefix);
        api.MapSearch();
        api.MapUnderstand();
        api.MapGenerate();
        api.MapChat();
        api.MapEmbed();
        api.MapItems();
        api.MapComplete();
        app.MapChatPages();
        app.MapDrawPages();
        app.MapBrowsePages();
        app.MapFiguresPages(options);
        app.MapKeyPages();
        app.MapAssets();
        app.MapOpenApi(Describing.Address);
        app.MapGet("/health/live", () => Results.Text("alive"));
        app.MapGet("/health/ready", (ShopWork work) => work.Search.IsFull ? Results.Text("busy", statusCode: 503) : Results.Text("ready"));
    }
}
