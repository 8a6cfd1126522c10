using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MlNetFashion.Tests.Telemetry;

/// <summary>Metrics and traces reach a collector where the option says so, and nobody else hears of anything.</summary>
public sealed class TelemetryTests
{
    const string Traces = "/v1/traces", Metrics = "/v1/metrics";

    const int Patience = 30_000;

    // Words that nothing but a request can hold.
    const string Wish = "zebrastriped dress", Picture = "wishfulness.png";

    [Test]
    public async Task Traces_and_metrics_reach_a_collector_by_HTTP()
    {
        await using Collector collector = await Collector.StartAsync(isGrpc: false);
        await Visit(collector, ("Telemetry", "Otlp"), "http/protobuf");
        AssertComplete(collector.Sent(Traces), collector.Sent(Metrics));
    }

    [Test]
    public async Task Traces_and_metrics_reach_a_collector_by_gRPC()
    {
        await using Collector collector = await Collector.StartAsync(isGrpc: true);
        await Visit(collector, ("Telemetry", "Otlp"), "grpc");
        AssertComplete(collector.Sent(".trace.v1.TraceService/Export"), collector.Sent(".metrics.v1.MetricsService/Export"));
    }

    [Test]
    public async Task Nothing_is_sent_where_the_option_does_not_say_so()
    {
        await using Collector collector = await Collector.StartAsync(isGrpc: false);
        await Visit(collector, ("Telemetry", "None"), "http/protobuf");
        Assert.That(collector.Paths, Is.Empty);
    }

    [Test]
    public async Task A_collector_that_is_not_there_fails_no_request()
    {
        Collector collector = await Collector.StartAsync(isGrpc: false);
        string address = collector.Address;
        await collector.DisposeAsync();
        await Visit(address, ("Telemetry", "Otlp"), "http/protobuf");
    }

    static Task Visit(Collector collector, (string Name, string Value) option, string protocol) => Visit(collector.Address, option, protocol);

    static async Task Visit(string collector, (string Name, string Value) option, string protocol)
    {
        await using var shop = new TestShop(option);
        await using WebApplicationFactory<MlNetFashion.Web.Program> told = shop.WithWebHostBuilder(builder => builder
            .UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector).UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
        using HttpClient client = told.CreateClient();
        using var form = new MultipartFormDataContent { { new StringContent(Wish), "q" }, { new ByteArrayContent(Api.SearchApiTests.Png(1)), "image", Picture } };
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await client.GetAsync($"/api/search?q={Uri.EscapeDataString(Wish)}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await client.GetAsync($"/browse?q={Uri.EscapeDataString(Wish)}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await client.PostAsync("/api/search", form)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        // What waits for its time is sent now; closing the shop would give up after some seconds.
        told.Services.GetService<TracerProvider>()?.ForceFlush(Patience);
        told.Services.GetService<MeterProvider>()?.ForceFlush(Patience);
    }

    static void AssertComplete(string traces, string metrics)
    {
        using (Assert.EnterMultipleScope())
        {
            // Names of the service, of a request, of a lane, and of a search of the library.
            Assert.That(traces, Does.Contain("mlnetfashion").And.Contain("/api/search").And.Contain("decoding").And.Contain("MlNetFashion"));
            Assert.That(metrics, Does.Contain("fashion.lane.waited").And.Contain("fashion.lane.worked").And.Contain("http.server.request.duration"));
            Assert.That(traces + metrics, Does.Not.Contain("zebrastriped").And.Not.Contain(Picture), "what shoppers ask for");
        }
    }
}
