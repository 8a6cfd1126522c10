using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MlNetFashion.Web;

/// <summary>Metrics and traces by OpenTelemetry: requests, the lanes of work, memory. No text and no picture of a shopper is in them.</summary>
static class ShopTelemetry
{
    const string Service = "mlnetfashion";

    public static void AddTelemetry(this IServiceCollection services, TelemetryExporter exporter)
    {
        if (exporter == TelemetryExporter.None)
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Service))
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(LaneMetrics.MeterName, FashionPipeline.Instrumentation);
                if (exporter == TelemetryExporter.Console)
                    metrics.AddConsoleExporter();
                else
                    metrics.AddOtlpExporter();
            })
            .WithTracing(traces =>
            {
                // The query string is what a shopper asks for.
                traces.AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null))
                    .AddSource(LaneMetrics.MeterName, FashionPipeline.Instrumentation);
                if (exporter == TelemetryExporter.Console)
                    traces.AddConsoleExporter();
                else
                    traces.AddOtlpExporter();
            });
    }
}
